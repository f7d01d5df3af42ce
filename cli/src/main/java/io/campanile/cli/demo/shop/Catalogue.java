package io.campanile.cli.demo.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What the shop sells. */
final class Catalogue {

  private static final List<List<String>> BY_CATEGORY =
      List.of(
          List.of("shoes", "Trail Runner 89.00", "City Sneaker 74.90", "Chelsea Boot 139.00"),
          List.of("shoes", "Canvas Slip-on 34.50", "Hiking Boot 169.00", "Ballet Flat 59.90"),
          List.of("jackets", "Rain Shell 119.00", "Down Jacket 229.00", "Denim Jacket 79.90"),
          List.of("jackets", "Wool Coat 259.00", "Running Vest 49.90"),
          List.of("bags", "Day Pack 64.90", "Leather Tote 149.00", "Weekender 98.00"),
          List.of("bags", "Pencil Case 12.50", "Bike Pannier 84.00"),
          List.of("audio", "Studio Headphones 189.00", "Earbuds 59.00", "Pocket Speaker 45.90"),
          List.of("audio", "Record Player 279.00", "USB Cable 8.90"),
          List.of("kitchen", "Chef's Knife 79.00", "Cast-iron Pan 54.90", "Espresso Pot 32.90"),
          List.of("kitchen", "Stand Mixer 349.00", "Tea Towels 14.90", "Carafe 24.00"),
          List.of("books", "The Bell Tower 18.00", "Slow Bread 26.00", "A Year of Walks 21.50"),
          List.of("books", "Field Notes 7.90", "Night Trains 16.00"),
          List.of("garden", "Secateurs 29.90", "Watering Can 22.00", "Bird Feeder 17.50"),
          List.of("garden", "Deck Chair 68.00", "Wild Meadow Seeds 4.90"));

  private final List<String> categories;
  private final List<Product> products;

  private Catalogue(List<String> categories, List<Product> products) {
    this.categories = categories;
    this.products = products;
  }

  static Catalogue standard() {
    List<Product> products = new ArrayList<>();
    for (List<String> row : BY_CATEGORY) {
      for (String entry : row.subList(1, row.size())) {
        products.add(product("p-" + (100 + products.size()), row.get(0), entry));
      }
    }
    return new Catalogue(
        products.stream().map(Product::category).distinct().toList(), List.copyOf(products));
  }

  private static Product product(String id, String category, String entry) {
    int space = entry.lastIndexOf(' ');
    long cents = Long.parseLong(entry.substring(space + 1).replace(".", ""));
    return new Product(id, entry.substring(0, space), category, cents);
  }

  String anyCategory(RandomGenerator random) {
    return categories.get(random.nextInt(categories.size()));
  }

  /** The first ones of a category are looked at more often than the last. */
  Product anyOf(String category, RandomGenerator random) {
    List<Product> candidates =
        products.stream().filter(product -> product.category().equals(category)).toList();
    double skewed = StrictMath.pow(random.nextDouble(), 1.7);
    return candidates.get((int) (skewed * candidates.size()));
  }

  /** The address of a product's page. */
  static String path(Product product) {
    return "/"
        + product.category()
        + "/"
        + product.name().toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
