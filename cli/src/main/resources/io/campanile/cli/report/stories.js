// Single customers, to be searched and read.

let find = () => {};

function people() {
  const parts = card({ id: "people", title: "Single customers", table: false });
  const stories = DATA.stories.map((story) => ({ ...story, text: textOf(story) }));
  parts.say.append(stories.length ? plural(stories.length, "customer") + ", chosen by chance, so that everything that happened is there to see. Search for an id, a campaign, an event, or a reason such as CAPPED."
    : "To no customer did anything happen that could be told.");
  if (!stories.length) return parts.section;
  const search = el("input", { type: "search", id: "search", placeholder: "Search", "aria-label": "Search customers", autocomplete: "off", spellcheck: "false" });
  const count = el("p", { class: "soft small", "aria-live": "polite" });
  const list = el("ul", {});
  const page = el("article", { class: "story", tabindex: "-1", "aria-label": "The customer's story" });
  let current = null;
  const show = (story) => {
    current = story;
    page.replaceChildren(...told(story));
    fillList();
  };
  const matching = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word);
    return stories.filter((story) => words.every((word) => story.text.includes(word)));
  };
  const fillList = () => {
    const found = matching();
    count.textContent = found.length === stories.length ? plural(found.length, "customer") : number(found.length) + " of " + plural(stories.length, "customer");
    list.replaceChildren(...found.map((story) => el("li", {}, el("button", { type: "button", "aria-current": story === current ? "true" : null,
      on: { click: () => { show(story); list.querySelector("[aria-current]").focus(); } } }, el("bdi", {}, story.id), el("small", {}, summary(story))))));
  };
  search.addEventListener("input", () => {
    const found = matching();
    if (found.length && !found.includes(current)) show(found[0]);
    else fillList();
  });
  find = (id) => {
    search.value = id;
    const found = stories.find((story) => story.id === id);
    if (found) show(found);
    else fillList();
    parts.section.scrollIntoView({ block: "start" });
    search.focus({ preventScroll: true });
  };
  const whole = stories.filter((story) => !story.omitted);
  show((whole.length ? whole : stories.slice()).sort((a, b) => kinds(b) - kinds(a) || (a.id < b.id ? -1 : 1))[0]);
  parts.body.className = "people";
  parts.body.append(el("div", { class: "list" }, search, count, list), page);
  requestAnimationFrame(() => {
    const chosen = list.querySelector("[aria-current]").parentElement;
    list.scrollTop = chosen.offsetTop - list.offsetTop - (list.clientHeight - chosen.offsetHeight) / 2;
  });
  return parts.section;
}

const kinds = (story) => new Set(story.lines.map((line) => line[1] + line[4])).size;

function textOf(story) {
  return [story.id, ...story.lines.map((line) => line.slice(1).join(" "))].join(" ").toLowerCase();
}

function summary(story) {
  const count = (kind) => story.lines.filter((line) => line[1] === kind).length;
  return plural(count("event"), "event") + ", " + plural(count("trigger"), "trigger") + ", " + number(count("sent")) + " sent";
}

/** Events of the same name, one after the other, are one line. */
function told(story) {
  const day = inZone(story.zone, DAY), time = inZone(story.zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const clock = (at) => time.format(at).replace(/:00$/, "");
  const lines = [];
  let today = "";
  if (story.omitted) lines.push(el("li", { class: "day" }, "… after " + plural(story.omitted, "earlier line")));
  for (let i = 0; i < story.lines.length; i++) {
    const line = story.lines[i];
    const date = day.format(line[0]);
    if (date !== today) lines.push(el("li", { class: "day" }, date));
    today = date;
    let until = i;
    while (line[1] === "event" && until + 1 < story.lines.length && story.lines[until + 1][1] === "event" && story.lines[until + 1][2] === line[2] &&
      day.format(story.lines[until + 1][0]) === date) until++;
    const times = until - i + 1;
    const when = times > 1 && clock(story.lines[until][0]) !== clock(line[0]) ? clock(line[0]) + "–" + clock(story.lines[until][0]) : clock(line[0]);
    lines.push(el("li", { class: line[1] === "trigger" && line[4] ? "suppressed" : line[1] }, el("span", { class: "node", "aria-hidden": "true" }), el("time", {}, when), lineOf(line, times, story)));
    i = until;
  }
  return [el("header", {}, el("h3", {}, el("bdi", {}, story.id)), el("span", { class: "soft small" }, "by the clock of " + story.zone)), el("ol", { class: "line", tabindex: "0", "aria-label": "What happened to " + story.id }, lines)];
}

function lineOf(line, times, story) {
  const [, kind, name, key, reason, sentence, channel, until] = line;
  const what = [el("b", {}, el("bdi", {}, name)), key ? [" for ", el("bdi", {}, key)] : ""];
  const because = sentence ? el("p", {}, sentence) : null;
  const pill = reason ? [" ", el("span", { class: "pill" }, reason)] : "";
  switch (kind) {
    case "event": return [el("bdi", {}, name), times > 1 ? " × " + times : ""];
    case "became": return ["became the customer ", el("b", {}, el("bdi", {}, name))];
    case "trigger": return [what, reason ? " fired, and was suppressed" : " fired", pill, because];
    case "sent": return [channelName(channel) + " sent, ", what];
    case "deferred": return [channelName(channel) + " put off to " + inZone(story.zone, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(until) + ", ", what, pill, because];
    case "cancelled": return [channelName(channel) + " taken back, ", what, pill, because];
    default: return [channelName(channel) + " not sent, ", what, pill, because];
  }
}

function words() {
  const entry = (term, meaning) => [el("dt", {}, term), el("dd", {}, meaning)];
  return el("footer", {}, el("h2", {}, "What the words mean"), el("dl", {},
    entry("Begun", "A customer did the first step of a sequence, and no sequence of that campaign (and of the same per value) was under way. Campaigns that start with a segment begin nothing."),
    entry("Fired, accepted, suppressed", "The sequence was complete, or the segment was entered or left. Accepted: its actions wait. Suppressed: not in the audience, or too soon after the last time."),
    entry("Due, sent, not sent", "Every action of an accepted trigger comes up once, is judged, and is sent, dropped or cancelled. One that was put off is judged again."),
    entry("After the behaviour", "From the last event that the trigger matched. What waits for an absence, as an abandoned cart does, cannot come before that absence is over."),
    entry("Examples", "Customers are picked by a hash of their ids, for every campaign some that got a message and some for each reason why not. Addresses are not part of this page.")));
}

document.getElementById("page").append(...header(), filters(),
  el("div", { class: "cards" }, campaigns(), course(), reasons(), funnel(), delays(), hours(), fatigue(), people()), words());
update();
