// The page of a replay.

const ALL = -1;
const shown = { campaign: ALL, channel: "" };
const campaignName = (index) => (DATA.campaigns[index] ? DATA.campaigns[index].name : "unknown");

/** Rows whose first two values are a campaign and a channel, of what is chosen; triggers have no channel. */
const chosen = (rows, anyChannel) => rows.filter((row) =>
  (shown.campaign === ALL || row[0] === shown.campaign) && (anyChannel || !shown.channel || row[1] === shown.channel));

/** What a reason means, in a few words. */
const REASONS = {
  EXPIRED: "came up too late", CONDITION_FALSE: "its condition was false", HOLDOUT: "held out, to measure against",
  NO_CONSENT: "no consent for the channel", NO_ADDRESS: "no address for the channel", MISSING_VARIABLE: "a variable had no value",
  QUIET_HOURS: "in quiet hours", CAPPED: "a cap was used up", SHADOW: "the campaign is only watched", CANCELLED: "taken back by an event",
  PAUSED: "the campaign was paused", REMOVED: "the action is gone", LIMIT: "too much was waiting", HANDED_OVER: "the visitor became a customer",
  ERASED: "the customer was erased", NOT_IN_AUDIENCE: "not in the audience", REPEATED: "too soon after the last time",
};
const KIND_COLORS = { DROPPED: "var(--bad)", CANCELLED: "var(--quiet)", DEFERRED: "var(--wait)", SUPPRESSED: "var(--c3)" };

function addUp(rows, width) {
  const total = new Array(width).fill(0);
  for (const row of rows) row[2].forEach((value, i) => { total[i] += value; });
  return total;
}

/** Places from the first to the last bucket in which something is, of several rows of counts: [first, behind the last]. */
function filled(...rows) {
  const at = rows.flatMap((row) => row.flatMap((value, i) => (value ? [i] : [])));
  return at.length ? [at.reduce((a, b) => Math.min(a, b)), at.reduce((a, b) => Math.max(a, b)) + 1] : [0, 0];
}

/** When customers did something. What waits for an absence comes later, a campaign for those who are gone months later. */
const lively = filled(...DATA.course.series.filter((row) => row[2] === "EVENTS").map((row) => spread(row[3])));
const didFrom = lively[1]
  ? localLong.formatRange(DATA.course.starts[lively[0]], DATA.course.starts[lively[1] - 1] + WIDTHS[DATA.course.width] - 1) : "no time at all";

/** A release, and from when on. */
const releaseWords = ([id, from]) => id + (from === undefined ? "" : " from " + localMinute.format(from));
/** Which of several releases have a campaign; nothing where all of them do. */
function span(campaign) {
  const from = campaign.first > 0 ? "from " + localDay.format(DATA.releases[campaign.first][1]) : "";
  const until = campaign.last < DATA.releases.length - 1 ? "until " + localDay.format(DATA.releases[campaign.last + 1][1]) : "";
  return [from, until].filter(Boolean).join(" ");
}

/** Everything that is drawn again when something else is chosen. */
const views = [];
function update() {
  views.forEach((view) => view());
}

function header() {
  const stages = DATA.campaigns.map((campaign) => campaign.stages);
  const stage = (i) => sum(stages.map((row) => row[i]));
  const notSent = sum(DATA.endings.filter((row) => row[2] === "DROPPED" || row[2] === "CANCELLED").map((row) => row[5]));
  const lead = el("p", { class: "lead" }, emphasised(
    "From " + didFrom + ", ", plural(DATA.customers, "customer"), " did " + plural(DATA.events, "thing") + ". The campaigns would have answered with ",
    plural(stage(4), "action"), " to ", plural(DATA.reached, "customer"), ", and held back ", number(notSent), "."));
  const weeks = DATA.fatigue.byChannel.all || [];
  const reachedWeeks = sum(weeks.slice(1));
  const perWeek = reachedWeeks ? sum(weeks.map((count, i) => count * i)) / reachedWeeks : 0;
  return [
    el("div", { class: "brand" }, BELL(), "Campanile"),
    el("header", { class: "hero" }, el("h1", {}, "What these campaigns would have done"), lead,
      el("dl", { class: "facts" }, fact("Patterns", DATA.name), fact(DATA.releases.length > 1 ? "Releases" : "Release", DATA.releases.map(releaseWords).join(", then ")), fact("Events", DATA.files.join(", ")),
        fact("Days and weeks", "in " + DATA.zone),
        DATA.course.outside ? fact("Far outside this time", number(DATA.course.outside) + " events, triggers and actions, in the sums only") : null,
        DATA.duplicates ? fact("Duplicates", number(DATA.duplicates)) : null,
        DATA.deadLetters ? fact("Dead letters", number(DATA.deadLetters)) : null)),
    el("div", { class: "tiles" },
      tile("Triggers fired", number(stage(1)), share(stage(2), stage(1)) + " accepted"),
      tile("Actions due", number(stage(3)), "of accepted triggers"),
      tile("Sent", number(stage(4)), share(stage(4), stage(3)) + " of what was due"),
      tile("Customers reached", number(DATA.reached), share(DATA.reached, DATA.customers) + " of all"),
      tile("Messages in a week", perWeek.toFixed(1), "to a customer who gets any")),
  ];
}

const campaignChoice = el("select", { id: "campaign", on: { change: (event) => choose(Number(event.target.value)) } },
  el("option", { value: ALL }, "All campaigns"), DATA.campaigns.map((campaign, i) => el("option", { value: i }, campaign.name)));

function choose(campaign) {
  shown.campaign = campaign;
  campaignChoice.value = String(campaign);
  update();
}

function filters() {
  const channels = DATA.channels.filter((channel) => DATA.course.series.some((row) => row[1] === channel));
  return el("div", { class: "filters", role: "group", "aria-label": "What is shown" },
    el("span", { class: "pair" }, el("label", { for: "campaign" }, "Campaign"), campaignChoice),
    el("span", { class: "pair" }, el("label", { for: "channel" }, "Channel"),
    el("select", { id: "channel", on: { change: (event) => { shown.channel = event.target.value; update(); } } },
      el("option", { value: "" }, "All channels"), channels.map((channel) => el("option", { value: channel }, channelName(channel))))));
}

function campaigns() {
  const parts = card({ id: "campaigns", title: "Campaigns at a glance", table: false });
  parts.say.append("Choose one, and the page is about it.");
  const sent = (i) => DATA.course.series.filter((row) => row[0] === i && row[2] === "SENT").map((row) => spread(row[3]));
  const curves = DATA.campaigns.map((unused, i) => sent(i).reduce((all, one) => all.map((value, at) => value + one[at]), spread([])));
  const [start, end] = filled(...curves, spread([]).fill(1, ...lively));
  views.push(() => {
    const rows = DATA.campaigns.map((campaign, i) => ({
      attributes: { "aria-selected": String(i === shown.campaign) },
      cells: [
        el("span", {}, el("button", { type: "button", class: "link", "aria-pressed": String(i === shown.campaign), title: campaign.description || null,
          on: { click: () => choose(i === shown.campaign ? ALL : i) } }, campaign.name),
          campaign.status === "live" ? null : [" ", el("span", { class: "pill " + campaign.status.split(",")[0] }, campaign.status)],
          span(campaign) ? [" ", el("span", { class: "pill" }, span(campaign))] : null),
        spark(curves[i].slice(start, end), "var(--accent)"), campaign.steps ? campaign.stages[0] : "–", campaign.stages[1], campaign.stages[2], campaign.stages[3],
        campaign.stages[4], share(campaign.stages[4], campaign.stages[3])],
    }));
    parts.body.className = "scroll";
    parts.body.replaceChildren(rows.length
      ? table(["Campaign", { text: "Sent over time", wide: true }, { text: "Begun", wide: true }, "Fired", { text: "Accepted", wide: true }, { text: "Due", wide: true }, "Sent", { text: "of due", wide: true }], rows)
      : nothing("There is no campaign in these patterns."));
  });
  return parts.section;
}

/** Rows, as series of at most eight: the largest by name, the others together. */
function series(rows, nameOf) {
  const byName = new Map();
  for (const row of rows) {
    const name = nameOf(row);
    const values = spread(row[3]);
    const own = byName.get(name);
    byName.set(name, own ? own.map((value, i) => value + values[i]) : values);
  }
  const all = [...byName].map(([name, values]) => ({ name, values })).sort((a, b) => sum(b.values) - sum(a.values) || (a.name < b.name ? -1 : 1));
  const kept = all.length > 8 ? all.slice(0, 7) : all;
  if (all.length > 8) kept.push({ name: (all.length - 7) + " others", values: all.slice(7).reduce((rest, one) => rest.map((value, i) => value + one.values[i]), spread([])) });
  return kept.map((one, i) => ({ ...one, color: COLORS[i] }));
}

function course() {
  const parts = card({ id: "course", title: "Over time" });
  let measure = "SENT", by = "campaign";
  const draw = () => {
    const triggers = measure === "FIRED";
    const wanted = triggers ? ["ACCEPTED", "SUPPRESSED"] : [measure];
    const rows = chosen(DATA.course.series, triggers).filter((row) => wanted.includes(row[2]));
    const outcome = { ACCEPTED: "accepted", SUPPRESSED: "suppressed" };
    const all = series(rows, by === "campaign" ? (row) => campaignName(row[0]) : (row) => (triggers ? outcome[row[2]] : channelName(row[1])));
    const [start, end] = filled(...all.map((line) => line.values), spread([]).fill(1, ...lively));
    const lines = all.map((line) => ({ ...line, values: line.values.slice(start, end) }));
    const starts = DATA.course.starts.slice(start, end);
    const title = (i) => bucketTitle(start + i);
    const what = { SENT: "Actions sent", NOT_SENT: "Actions not sent", FIRED: "Triggers fired" }[measure];
    parts.say.replaceChildren(...emphasised(what + ", by " + (by === "campaign" ? "campaign" : triggers ? "outcome" : "channel") + ", each " + eachBucket + ": ",
      number(sum(lines.map((line) => sum(line.values)))), " in all."));
    parts.body.replaceChildren(...(lines.length
      ? [legend(lines), columns(what + " over time", { labels: starts, series: lines, title, tick: (i) => bucketTick(start + i), height: 260 })]
      : [nothing("Nothing of that kind happened.")]));
    parts.table.replaceChildren(table(["From", ...lines.map((line) => line.name)], starts.map((unused, i) => [title(i), ...lines.map((line) => line.values[i])])));
  };
  parts.tools.append(
    switcher("What is counted", [["SENT", "Sent"], ["NOT_SENT", "Not sent"], ["FIRED", "Triggers"]], measure, (value) => { measure = value; draw(); }),
    switcher("Parted by", [["campaign", "Campaign"], ["channel", "Channel"]], by, (value) => { by = value; draw(); }));
  parts.tools.style.setProperty("flex-wrap", "wrap");
  views.push(draw);
  return parts.section;
}

function reasons() {
  const parts = card({ id: "reasons", title: "Why it was not sent", size: "half" });
  let kind = "ACTIONS";
  const draw = () => {
    const wanted = { ACTIONS: ["DROPPED", "CANCELLED"], PUT_OFF: ["DEFERRED"], TRIGGERS: ["SUPPRESSED"] }[kind];
    const rows = chosen(DATA.endings, kind === "TRIGGERS").filter((row) => wanted.includes(row[2]));
    const byReason = new Map();
    for (const row of rows) {
      const key = [row[2], row[3], row[4]].join("\u0000");
      const entry = byReason.get(key) || { kind: row[2], reason: row[3], rule: row[4], count: 0 };
      entry.count += row[5];
      byReason.set(key, entry);
    }
    const entries = [...byReason.values()].sort((a, b) => b.count - a.count || (a.reason + a.rule < b.reason + b.rule ? -1 : 1));
    const all = sum(entries.map((entry) => entry.count));
    const words = { ACTIONS: " not sent", PUT_OFF: " put off", TRIGGERS: " suppressed" }[kind];
    const thing = kind === "TRIGGERS" ? "trigger" : "action";
    parts.say.replaceChildren(...(entries.length
      ? emphasised("", plural(all, thing), words + (kind === "PUT_OFF" ? ", to be judged again later. " : ". ") + "Most of all: " + (REASONS[entries[0].reason] || entries[0].reason) +
          (entries[0].rule ? ", " + entries[0].rule : "") + ", ", share(entries[0].count, all), ".")
      : ["Nothing was " + words.trim() + "."]));
    const told = entries.length > 9 ? entries.slice(0, 8) : entries;
    parts.body.replaceChildren(bars(told.map((entry) => ({ name: entry.reason + (entry.rule ? " · " + entry.rule : ""), note: REASONS[entry.reason],
      count: entry.count, of: share(entry.count, all), color: KIND_COLORS[entry.kind] })), Math.max(...entries.map((entry) => entry.count), 0)),
      entries.length > told.length ? el("p", { class: "soft small" }, "and " + plural(entries.length - told.length, "rarer reason") + ", below") : "");
    parts.table.replaceChildren(table(["Reason", { text: "Rule", words: true }, "Count", "Share"],
      entries.map((entry) => [entry.reason, entry.rule || "–", entry.count, share(entry.count, all)])));
  };
  parts.tools.append(switcher("What was not sent", [["ACTIONS", "Actions"], ["PUT_OFF", "Put off"], ["TRIGGERS", "Triggers"]], kind, (value) => { kind = value; draw(); }));
  views.push(draw);
  return parts.section;
}

function funnel() {
  const parts = card({ id: "funnel", title: "From the first step to the message", size: "half" });
  views.push(() => {
    const all = DATA.campaigns.filter((unused, i) => shown.campaign === ALL || i === shown.campaign);
    const stage = (i) => sum(all.map((campaign) => campaign.stages[i]));
    const stepped = all.filter((campaign) => campaign.steps);
    const begun = sum(stepped.map((campaign) => campaign.stages[0]));
    const [fired, accepted, due, sent] = [1, 2, 3, 4].map(stage);
    const firedBySteps = sum(stepped.map((campaign) => campaign.stages[1]));
    const moments = [
      ...(begun ? [{ name: "Sequences begun", note: "a first step, and nothing under way", count: begun, color: "var(--c0)" }] : []),
      { name: "Triggers fired", note: fired > firedBySteps ? number(fired - firedBySteps) + " by a segment" : null, count: fired, of: begun ? share(firedBySteps, begun) : null, color: "var(--c0)" },
      { name: "Triggers accepted", count: accepted, of: share(accepted, fired), color: "var(--c0)" },
    ];
    const messages = [
      { name: "Actions due", note: accepted ? (due / accepted).toFixed(1) + " for a trigger" : null, count: due, color: "var(--good)" },
      { name: "Actions sent", count: sent, of: share(sent, due), color: "var(--good)" },
    ];
    parts.say.replaceChildren(...emphasised("Each with its share of the line above. In the end ", share(sent, due), " of what was due went out."));
    parts.body.replaceChildren(el("p", { class: "steps-of" }, "Moments"), bars(moments, Math.max(...moments.map((one) => one.count))),
      el("p", { class: "steps-of" }, "Messages"), bars(messages, Math.max(...messages.map((one) => one.count))));
    parts.table.replaceChildren(table(["Campaign", "Begun", "Fired", "Accepted", "Due", "Sent"],
      all.map((campaign) => [campaign.name, campaign.steps ? campaign.stages[0] : "–", ...campaign.stages.slice(1)])));
  });
  return parts.section;
}

function delays() {
  const parts = card({ id: "delays", title: "How long after the behaviour it came", size: "half" });
  const words = (seconds) => (seconds >= 86400 ? seconds / 86400 + " d" : seconds >= 3600 ? seconds / 3600 + " h" : seconds / 60 + " min");
  const upTo = DATA.delays.upTo.map(words);
  const labels = [...upTo.map((text) => "≤ " + text), "more"];
  views.push(() => {
    const values = addUp(chosen(DATA.delays.rows), labels.length);
    const all = sum(values);
    let half = 0, median = 0;
    for (; median < values.length - 1 && half + values[median] < all / 2; median++) half += values[median];
    parts.say.replaceChildren(...(all ? emphasised("From the last thing the customer did for it to the message. Half of them came within ", median < upTo.length ? upTo[median] : "more than " + upTo[upTo.length - 1], ".") : ["Nothing was sent."]));
    parts.body.replaceChildren(all ? columns("How long after the behaviour actions came", { labels, title: (i) => (upTo[i] ? "Up to " + upTo[i] : "More than " + upTo[i - 1]) + " after", tick: (i) => upTo[i] || "more",
      series: [{ name: "sent", color: "var(--c0)", values }] }) : nothing("Nothing was sent."));
    parts.table.replaceChildren(table(["After", "Sent", "Share"], labels.map((label, i) => [label, values[i], share(values[i], all)])));
  });
  return parts.section;
}

function hours() {
  const parts = card({ id: "hours", title: "The busiest hours", size: "half" });
  const days = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
  views.push(() => {
    const values = addUp(chosen(DATA.hours), 168);
    const most = Math.max(...values);
    const at = values.indexOf(most);
    parts.say.replaceChildren(...(most ? emphasised("By the customer's own clock (" + DATA.zone + " where none is known). Most of all on ", days[Math.floor(at / 24)] + " between " + (at % 24) + ":00 and " + ((at % 24) + 1) + ":00", ".") : ["Nothing was sent."]));
    parts.body.replaceChildren(most ? week("Actions sent in each hour of the week", values, "var(--accent)") : nothing("Nothing was sent."));
    parts.table.replaceChildren(table(["Hour", ...days.map((day) => day.slice(0, 3))], new Array(24).fill(0).map((unused, hour) =>
      [String(hour).padStart(2, "0") + ":00", ...days.map((day, i) => values[i * 24 + hour])])));
  });
  return parts.section;
}

function fatigue() {
  const parts = card({ id: "fatigue", title: "Messages to a customer in a week" });
  const calendar = DATA.fatigue.weeks.slice(...filled(DATA.fatigue.weeks.map((row) => sum(row[1]))));
  const labels = new Array(11).fill(0).map((unused, i) => (i === 10 ? "10+" : String(i)));
  const heat = (i) => (i === 0 ? "var(--quiet)" : i <= 2 ? "var(--good)" : i <= 4 ? "var(--wait)" : "var(--bad)");
  views.push(() => {
    const weeks = DATA.fatigue.byChannel[shown.channel || "all"] || new Array(11).fill(0);
    const all = sum(weeks);
    const tooMany = sum(weeks.slice(5));
    const counted = !shown.channel || DATA.fatigue.byChannel[shown.channel];
    parts.say.replaceChildren(...emphasised("Of all campaigns together, in calendar weeks in which the customer did something or heard from you. In ", share(weeks[0], all), " of them nothing was sent, in ", share(tooMany, all), " five messages or more."));
    const worst = DATA.fatigue.busiest.map((row) => [el("button", { type: "button", class: "link", on: { click: () => find(row[0]) } }, el("bdi", {}, row[0])), "week of " + localLong.format(row[1]), row[2]]);
    const groups = [["0", [0]], ["1", [1]], ["2", [2]], ["3–4", [3, 4]], ["5 or more", [5, 6, 7, 8, 9, 10]]];
    const shades = ["var(--line)", "color-mix(in srgb, var(--good) 45%, var(--card))", "var(--good)", "var(--wait)", "var(--bad)"];
    const byWeek = groups.map(([name, of], i) => ({ name: name + (name === "1" ? " message" : " messages"), color: shades[i], values: calendar.map((row) => sum(of.map((at) => row[1][at]))) }));
    parts.body.className = "cards";
    const left = el("div", { class: "fatigue" }, el("h3", {}, "How many"), counted && all
      ? columns("Weeks of customers by number of messages", { labels, series: [{ name: "weeks of customers", values: weeks, color: heat(3), colors: labels.map((unused, i) => heat(i)) }],
          title: (i) => (i === 1 ? "1 message" : labels[i] + " messages"), values: (i, value) => share(value, all) })
      : nothing(counted ? "No customer was there." : "Ads and webhooks reach nobody's pocket: only email, text and push messages count here."));
    const right = el("div", { class: "fatigue" }, el("h3", {}, "Week by week"), calendar.length ? [legend(byWeek), columns("Weeks of customers by number of messages, week by week", { labels: calendar, series: byWeek, height: 190,
      title: (i) => "Week of " + localLong.format(calendar[i][0]), tick: (i) => localDay.format(calendar[i][0]) })] : nothing("No week was there."));
    [left, right].forEach((side) => side.classList.add("half-of"));
    parts.body.replaceChildren(left, right);
    parts.table.replaceChildren(table(["Messages", "Weeks of customers", "Share"], labels.map((label, i) => [label, weeks[i], share(weeks[i], all)])),
      ...(worst.length ? [el("h3", {}, "The fullest weeks"), table(["Customer", { text: "Week", words: true }, "Messages"], worst)] : []));
  });
  return parts.section;
}

