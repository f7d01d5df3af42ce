// The page of a comparison.

const CHANGES = [["more", "More", "var(--good)"], ["fewer", "Fewer", "var(--bad)"], ["moved", "Moved", "var(--wait)"], ["changed", "Changed", "var(--c3)"]];
const signed = (value) => (value > 0 ? "+" : value < 0 ? "−" : "±") + number(Math.abs(value));

/** Rows of a campaign are [channel, before, after, more, fewer, moved, changed, shifts]. */
const total = (campaigns, column) => sum(campaigns.flatMap((campaign) => campaign.channels.map((row) => row[column])));
const differences = (campaign) => [3, 4, 5, 6].reduce((all, column) => all + total([campaign], column), 0);
const changed = DATA.campaigns.filter(differences).sort((a, b) => differences(b) - differences(a) || (a.name < b.name ? -1 : 1));
const unchanged = DATA.campaigns.filter((campaign) => !differences(campaign));

function header() {
  const [before, after, more, fewer, moved, other] = [1, 2, 3, 4, 5, 6].map((column) => total(DATA.campaigns, column));
  const lead = el("p", { class: "lead" }, changed.length
    ? emphasised("From " + period() + ", the change would have sent ", signed(after - before) + " " + (Math.abs(after - before) === 1 ? "action" : "actions"),
      " (" + number(before) + " before, " + number(after) + " after). Something is different for ", plural(DATA.customersChanged, "customer"), " of " + number(DATA.customers) + ".")
    : emphasised("From " + period() + ", ", "nothing is different", ": every customer gets the same at the same time."));
  return [
    el("div", { class: "brand" }, BELL(), "Campanile"),
    el("header", { class: "hero" }, el("h1", {}, "What this change would have done"), lead,
      el("dl", { class: "facts" }, fact("Before", DATA.before.name + ", release " + DATA.before.release), fact("After", DATA.after.name + ", release " + DATA.after.release),
        fact("Events", DATA.files.join(", ")), fact("Days and weeks", "in " + DATA.zone),
        DATA.customersPassedOver ? fact("Not compared", plural(DATA.customersPassedOver, "customer") + " with too many actions to be human") : null)),
    el("div", { class: "tiles" },
      tile("Sent", number(after), signed(after - before), after < before ? "fewer" : after > before ? "more" : ""),
      tile("More", number(more), "sent now, and not before", more ? "more" : ""),
      tile("Fewer", number(fewer), "sent before, and not now", fewer ? "fewer" : ""),
      tile("Moved", number(moved), "sent at another time", moved ? "moved" : ""),
      tile("Changed", number(other), "another template or variable"),
      tile("Customers reached", number(DATA.after.reached), signed(DATA.after.reached - DATA.before.reached))),
  ];
}

function overview() {
  const parts = card({ id: "overview", title: "Campaign by campaign" });
  parts.say.append(changed.length ? "The campaigns for which something is different, the most different first." : "For no campaign is anything different.");
  const most = Math.max(1, ...changed.map((campaign) => Math.max(...[3, 4, 5, 6].map((column) => total([campaign], column)))));
  parts.body.className = "changes";
  parts.body.append(legend(CHANGES.map(([, name, color]) => ({ name, color }))), ...changed.map((campaign) => {
    const counts = [3, 4, 5, 6].map((column) => total([campaign], column));
    return el("div", { class: "change" }, el("a", { href: "#" + idOf(campaign) }, el("bdi", {}, campaign.name)),
      el("span", { class: "soft small" }, number(total([campaign], 1)) + " → " + number(total([campaign], 2))),
      el("div", { class: "tracks", role: "img", "aria-label": counts.map((count, i) => count + " " + CHANGES[i][0]).join(", ") }, counts.map((count, i) => count
        ? el("div", { class: "part" }, el("div", { class: "fill", css: { width: (100 * count) / most + "%", background: CHANGES[i][2] } }), el("span", {}, number(count))) : null)));
  }));
  if (unchanged.length) {
    parts.section.append(el("details", { class: "fold" }, el("summary", {}, plural(unchanged.length, "campaign") + " as before"),
      table(["Campaign", "Sent"], unchanged.map((campaign) => [campaign.name, total([campaign], 2)]))));
  }
  parts.table.replaceChildren(table(["Campaign", { text: "Channel", words: true }, "Before", "After", ...CHANGES.map(([, name]) => name)],
    changed.flatMap((campaign) => campaign.channels.map((row) => [campaign.name, channelName(row[0]), ...row.slice(1, 7)]))));
  return parts.section;
}

const idOf = (campaign) => "campaign-" + DATA.campaigns.indexOf(campaign);

function time() {
  const parts = card({ id: "course", title: "Sent over time", size: "half" });
  const before = spread(DATA.course.before), after = spread(DATA.course.after);
  const both = before.map((value, i) => Math.min(value, after[i]));
  const series = [
    { name: "in both", color: "var(--c0)", values: both },
    { name: "more", color: "var(--good)", values: after.map((value, i) => value - both[i]) },
    { name: "fewer", color: "color-mix(in srgb, var(--bad) 55%, var(--card))", values: before.map((value, i) => value - both[i]) }];
  parts.say.replaceChildren("Each " + eachBucket + ", as many as before, and what came or went.");
  parts.body.replaceChildren(...(DATA.course.starts.length ? [legend(series), columns("Actions sent over time, before and after", { labels: DATA.course.starts, series, title: bucketTitle, tick: bucketTick })] : [nothing("Nothing was sent.")]));
  parts.table.replaceChildren(table(["From", "Before", "After"], DATA.course.starts.map((unused, i) => [bucketTitle(i), before[i], after[i]])));
  return parts.section;
}

function pressure() {
  const parts = card({ id: "pressure", title: "Messages to a customer in a week", size: "half" });
  const labels = new Array(11).fill(0).map((unused, i) => (i === 10 ? "10+" : String(i)));
  const weeks = (version) => DATA[version].fatigue.all || labels.map(() => 0);
  const before = weeks("before"), after = weeks("after");
  const many = (row) => sum(row.slice(5));
  parts.say.replaceChildren(...emphasised("Weeks of customers by the messages they got. Five or more: ", number(many(before)) + " before, " + number(many(after)) + " after", "."));
  const groups = labels.flatMap((label, i) => [[label, before[i], after[i], i]]);
  parts.body.replaceChildren(legend([{ name: "before", color: "var(--quiet)" }, { name: "after", color: "var(--accent)" }]), paired("Weeks of customers by number of messages, before and after", groups));
  parts.table.replaceChildren(table(["Messages", "Before", "After", "Difference"], labels.map((label, i) => [label, before[i], after[i], signed(after[i] - before[i])])));
  return parts.section;
}

/** Two columns beside each other, before and after. Weeks without a message are in the numbers only. */
function paired(label, groups) {
  const shown = groups.slice(1);
  const labels = shown.flatMap((group) => [group[0], group[0]]);
  const values = shown.flatMap((group) => [group[1], group[2]]);
  const colors = values.map((unused, i) => (i % 2 ? "var(--accent)" : "var(--quiet)"));
  return columns(label, { labels, tick: (i) => (i % 2 ? "" : labels[i]), title: (i) => labels[i] + (labels[i] === "1" ? " message, " : " messages, ") + (i % 2 ? "after" : "before"),
    series: [{ name: "weeks of customers", values, color: "var(--accent)", colors }] });
}

const SHIFTS = ["a day or more earlier", "hours earlier", "less than an hour earlier", "less than an hour later", "hours later", "a day or more later"];

function campaign(one) {
  const parts = card({ id: idOf(one), title: one.name });
  parts.say.replaceChildren(...emphasised("", number(total([one], 1)), " sent before, ", number(total([one], 2)), " after: " + CHANGES.map(([kind], i) => [total([one], i + 3), kind]).filter(([count]) => count)
    .map(([count, kind]) => number(count) + " " + kind).join(", ") + "."));
  const why = (kind, title, color) => {
    const rows = one.whys.filter((row) => row[0] === kind);
    return rows.length ? el("div", { class: "half-of" }, el("h3", {}, title), bars(rows.slice(0, 6).map((row) => ({ name: row[2], note: channelName(row[1]), count: row[3], color })), Math.max(...rows.map((row) => row[3]))),
      rows.length > 6 ? el("p", { class: "soft small" }, "and " + plural(rows.length - 6, "rarer reason")) : null) : null;
  };
  const shifts = SHIFTS.map((name, i) => ({ name, count: sum(one.channels.map((row) => row[7][i])), color: "var(--wait)" })).filter((entry) => entry.count);
  const moved = shifts.length ? el("div", { class: "half-of" }, el("h3", {}, "How far it moved"), bars(shifts, Math.max(...shifts.map((entry) => entry.count)))) : null;
  parts.body.className = "cards";
  parts.body.append(...[why("more", "Why more", "var(--good)"), why("fewer", "Why fewer", "var(--bad)"), moved].filter((part) => part));
  const list = el("ul", { class: "cases" }, one.examples.map((row) => el("li", {}, el("b", {}, el("bdi", {}, row[1])), " ", el("span", { class: "pill " + row[0] }, row[0]), " ",
    el("span", { class: "soft" }, channelName(row[2]), row[3] ? [" for ", el("bdi", {}, row[3])] : ""), el("p", {}, row[4]))));
  parts.details.before(el("details", { open: one === changed[0] }, el("summary", {}, plural(one.examples.length, "customer") + " as examples"), list));
  parts.table.replaceChildren(table(["Channel", "Before", "After", ...CHANGES.map(([, name]) => name)], one.channels.map((row) => [channelName(row[0]), ...row.slice(1, 7)])));
  return parts.section;
}

function words() {
  const entry = (term, meaning) => [el("dt", {}, term), el("dd", {}, meaning)];
  return el("footer", {}, el("h2", {}, "What the words mean"), el("dl", {},
    entry("The same action", "Two actions are the same one where their campaigns have the same name, and they have the same channel and template; what is left is paired by channel and id, or place."),
    entry("Moved", "Both versions send it to the same customer, for the same per value, at different moments not more than seven days apart. The two that are nearest are paired first."),
    entry("Changed", "Both send it at the same moment, with another template or other variables."),
    entry("More, fewer", "Only one of the versions sends it. Why the other one does not is what its own decision, or its suppressed trigger, says that is nearest in time."),
    entry("Examples", "Customers are picked by a hash of their ids, for every campaign, channel, change and reason a few. Addresses and the values of variables are not part of this page.")));
}

document.getElementById("page").append(...header(), el("div", { class: "cards" }, overview(), time(), pressure(), ...changed.map(campaign)), words());
