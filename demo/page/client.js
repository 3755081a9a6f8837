// The page of a pull request in the browser: tabs, the three deeds, and following what happens.

const intervalMs = 700;
const address = location.pathname.replace(/\/(?:files|checks|changes)$/, "");
const tabs = [...document.querySelectorAll("[role=tab]")];

function say(words, isBad = false) {
  const status = document.querySelector("#status");
  status.textContent = words;
  status.className = isBad ? "bad" : "";
  clearTimeout(say.timer);
  if (words !== "") say.timer = setTimeout(() => say(""), 8_000);
}

function select(name, isFocused) {
  for (const tab of tabs) {
    const isChosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
    if (isChosen && isFocused) tab.focus();
  }
}

function showHash() {
  const fromPath = { checks: "checks", files: "files", changes: "files" }[
    location.pathname.split("/").at(-1)
  ];
  const name = location.hash.slice(1) || fromPath;
  if (tabs.some((tab) => tab.id === `tab-${name}`)) select(name, false);
  const lines = /^#L(\d+)(?:-L(\d+))?$/.exec(location.hash);
  if (lines === null) return;
  const [first, last] = [Number(lines[1]), Number(lines[2] ?? lines[1])];
  for (const row of document.querySelectorAll(".source tr")) {
    const number = Number(row.id.slice(1));
    row.classList.toggle("chosen", number >= first && number <= last);
  }
  document.getElementById(`L${first}`)?.scrollIntoView({ block: "center" });
}

/** Puts a part's new HTML in, and the focus and the open diffs back where they were. */
function replace(id, markup) {
  const part = document.getElementById(id);
  if (part === null || part.dataset.markup === markup) return;
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...part.querySelectorAll("details[id][open]")].map((details) => details.id);
  part.innerHTML = markup;
  part.dataset.markup = markup;
  for (const name of open) document.getElementById(name)?.setAttribute("open", "");
  if (focused !== "") document.getElementById(focused)?.focus();
}

let etag = "";

async function follow() {
  const answer = await fetch(`${address}/parts`, { headers: { "if-none-match": etag } });
  if (answer.status === 200) {
    etag = answer.headers.get("etag") ?? "";
    for (const [id, markup] of Object.entries(await answer.json())) replace(id, markup);
  }
}

async function followForever() {
  try {
    if (!document.hidden) await follow();
    if (document.body.classList.contains("is-away")) say("");
    document.body.classList.remove("is-away");
  } catch {
    document.body.classList.add("is-away");
    say("The local GitHub has stopped. Start it again with `npm run demo -- --keep`.", true);
  }
  setTimeout(followForever, intervalMs);
}

async function act(deed) {
  const as = document.querySelector("#as").value;
  const answer = await fetch(`${address}/act`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...deed, as }),
  });
  const { message } = await answer.json();
  say(answer.ok ? message : `GitHub refused (${answer.status}): ${message}`, !answer.ok);
  await follow();
  return answer.ok;
}

const form = document.querySelector("#write");
if (form !== null) {
  const body = form.querySelector("#body");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const written = body.value;
    if (await act({ type: "comment", body: written })) body.value = "";
  });
  body.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.merge !== undefined) act({ type: "merge" });
    if (button?.dataset.press !== undefined) {
      act({ type: "press", run: Number(button.dataset.run), identifier: button.dataset.press });
    }
  });
  followForever();
}

for (const [index, tab] of tabs.entries()) {
  const show = (chosen) => {
    const name = chosen.id.slice("tab-".length);
    history.replaceState(null, "", `#${name}`);
    select(name, true);
  };
  tab.addEventListener("click", () => show(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) show(tabs.at((index + step) % tabs.length));
  });
}
addEventListener("hashchange", showHash);
showHash();
