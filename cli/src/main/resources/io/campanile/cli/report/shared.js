// What every page shares: the data, and how times, channels and counts are told.

const DATA = JSON.parse(document.getElementById("data").textContent);
const COLORS = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `var(--c${i})`);
const CHANNEL_NAMES = { email: "Email", sms: "Text message", push: "Push", ads: "Ads", webhook: "Webhook" };
const channelName = (channel) => CHANNEL_NAMES[channel] || channel;
const inZone = (zone, options) => {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
  } catch (unknownHere) {
    return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", timeZoneName: "short", ...options });
  }
};
const DAY = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
const localDay = inZone("UTC", { day: "numeric", month: "short" });
const localLong = inZone("UTC", DAY);
const localMinute = inZone("UTC", { ...DAY, hour: "2-digit", minute: "2-digit" });
const WIDTHS = { HOUR: 3600000, DAY: 86400000, WEEK: 7 * 86400000, FOUR_WEEKS: 28 * 86400000 };
const localHour = inZone("UTC", { weekday: "short", hour: "2-digit", minute: "2-digit" });

/** The counts of a series over the buckets of the course: place, count, place, count … */
function spread(pairs) {
  const values = new Array(DATA.course.starts.length).fill(0);
  for (let i = 0; i < pairs.length; i += 2) values[pairs[i]] += pairs[i + 1];
  return values;
}

/** What a bucket of the course is called, in full and below the picture. */
const bucketTitle = (i) => {
  const start = DATA.course.starts[i];
  const width = DATA.course.width;
  return width === "HOUR" ? localHour.format(start) + " h" : width === "DAY" ? localLong.format(start) : "from " + localLong.format(start);
};
const bucketTick = (i) => {
  const start = DATA.course.starts[i];
  return DATA.course.width === "HOUR" && new Date(start).getUTCHours() ? "" : localDay.format(start);
};
const eachBucket = { HOUR: "hour", DAY: "day", WEEK: "week", FOUR_WEEKS: "four weeks" }[DATA.course.width];

/** The time that is shown. */
function period() {
  const starts = DATA.course.starts;
  return starts.length ? localLong.formatRange(starts[0], starts[starts.length - 1] + WIDTHS[DATA.course.width] - 1) : "no time at all";
}

const fact = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
const tile = (label, value, note, kind) => el("div", { class: "tile" }, el("div", { class: "label" }, label),
  el("div", { class: "value " + (kind || "") }, value), el("div", { class: "note" }, note));
