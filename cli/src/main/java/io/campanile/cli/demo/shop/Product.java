package io.campanile.cli.demo.shop;

/**
 * Something the shop sells.
 *
 * @param priceCents price in hundredths, so that totals add up exactly
 */
record Product(String id, String name, String category, long priceCents) {

  double price() {
    return priceCents / 100.0;
  }
}
