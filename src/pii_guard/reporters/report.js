"use strict";
// Every text of the data goes into the page as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const body = document.getElementById("rows"), shown = document.getElementById("shown"), more = document.getElementById("more");
const word = document.getElementById("word"), picks = [...document.querySelectorAll("select[data-column]")];
const PAGE = 100;
let matching = [], count = 0;
const haystack = data.rows.map((row) => row.filter((cell) => typeof cell === "string").join("\n").toLowerCase());

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (name) made.dataset.name = name;
  return made;
}

function excerpt(text) {
  const cell = element("td", null, "Context");
  text.split(/(\[\[[^\]]*\]\])/).forEach((part) => {
    const marked = part.startsWith("[[") && part.endsWith("]]");
    cell.append(marked ? element("mark", part.slice(2, -2)) : document.createTextNode(part));
  });
  return cell;
}

function why(number) {
  const cell = element("td", null, "Why"), reasons = data.reasons[number];
  if (!reasons || !reasons.length) return cell;
  const details = element("details"), list = element("ul");
  details.append(element("summary", `${reasons.length} reason${reasons.length === 1 ? "" : "s"}`), list);
  reasons.forEach((reason) => list.append(element("li", reason)));
  cell.append(details);
  return cell;
}

function line(row) {
  const [title, place, field, month, channel, score, action, rule, reasons, text] = row;
  const made = element("tr"), number = element("td", score.toFixed(2), "Score");
  number.className = "number";
  made.append(element("td", title, "What"), element("td", place, "Where"), element("td", field, "Field"));
  made.append(element("td", [month, channel].filter(Boolean).join(", "), "When"), number, element("td", action, "Action"));
  const reason = why(reasons);
  reason.prepend(element("span", rule + " "));
  made.append(reason);
  if (data.excerpts) made.append(excerpt(text || ""));
  return made;
}

function grow() {
  matching.slice(count, count + PAGE).forEach((number) => body.append(line(data.rows[number])));
  count = Math.min(count + PAGE, matching.length);
  shown.textContent = `${count} of ${matching.length} findings shown`;
  more.hidden = count === matching.length;
}

function filter() {
  const words = word.value.toLowerCase().split(/\s+/).filter(Boolean);
  matching = [...data.rows.keys()].filter((number) =>
    words.every((one) => haystack[number].includes(one)) &&
    picks.every((pick) => !pick.value || data.rows[number][Number(pick.dataset.column)] === pick.value));
  body.replaceChildren();
  count = 0;
  grow();
}

picks.forEach((pick) => {
  const values = [...new Set(data.rows.map((row) => row[Number(pick.dataset.column)]).filter(Boolean))].sort();
  values.slice(0, 300).forEach((value) => { const option = element("option", value); option.value = value; pick.append(option); });
  pick.addEventListener("change", filter);
});
word.addEventListener("input", filter);
more.addEventListener("click", grow);
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
filter();
