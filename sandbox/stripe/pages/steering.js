// The steering page: shows what is there every second, and asks /_sandbox/ for what is pressed.
"use strict";
const at = (id) => document.getElementById(id);
const TONES = {
  succeeded: "good", delivered: "good", won: "good", processing: "warm", requires_action: "warm",
  pending: "warm", waiting: "warm", held: "warm", needs_response: "warm", failed: "bad",
  canceled: "bad", dropped: "bad", lost: "bad", forged: "bad", stale: "bad",
};
let shown = "";

function make(tag, content = {}, ...children) {
  const { text, data, ...rest } = content;
  const node = Object.assign(document.createElement(tag), rest);
  if (text !== undefined) node.textContent = text;
  Object.assign(node.dataset, data);
  node.append(...children.filter(Boolean));
  return node;
}

const pill = (word) => make("span", { className: `pill ${TONES[word] ?? ""}`, text: word.replaceAll("_", " ") });
const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString();

async function ask(path, content = {}, method = "POST") {
  const answer = await fetch(`/_sandbox/${path}`, { method, body: JSON.stringify(content) });
  const body = await answer.json();
  at("said").textContent = answer.ok ? "" : body.error.message;
  shown = "";
  await refresh();
}

function press(text, path, content) {
  return make("button", { text, type: "button", onclick: () => ask(path, content) });
}

function acts(payment) {
  const on = `payment_intents/${payment.id}`;
  const pay = (text, how) => press(text, `${on}/confirm`, how);
  const page = (text, href) => make("a", { className: "button", text, href, target: "_blank" });
  if (payment.status === "requires_payment_method") {
    return [
      pay("Pay by card", { method: "card" }),
      payment.upi && pay("Pay by UPI", { method: "upi", outcome: "requires_action" }),
      pay("Google Pay", { method: "google_pay" }),
      pay("Declined card", { method: "card", outcome: "declined" }),
    ];
  }
  if (payment.status === "requires_action") {
    const upi = payment.means === "UPI";
    return [
      press("Approve", `${on}/approve`),
      press("Decline", `${on}/decline`),
      upi && press("Let it expire", `${on}/expire`),
      page("Open its page", upi ? `/upi/${payment.id}` : `/3ds/${payment.id}`),
    ];
  }
  if (payment.status === "processing") {
    return [press("Money arrives", `${on}/settle`), press("Money fails to arrive", `${on}/fail`)];
  }
  const disputed = payment.disputes.length > 0;
  return payment.status === "succeeded" && !disputed ? [press("Dispute it", `${on}/dispute`)] : [];
}

function below(payment) {
  const refunds = payment.refunds.map((refund) => {
    const open = refund.status !== "failed";
    return make("div", { className: "sub" }, make("span", { text: `Refund ${refund.amount}` }), pill(refund.status),
      refund.status === "pending" && press("Goes through", `refunds/${refund.id}/finish`),
      open && press("Fails", `refunds/${refund.id}/finish`, { failure_reason: "expired_or_canceled_card" }));
  });
  const disputes = payment.disputes.map((dispute) => {
    const to = (text, status) => press(text, `disputes/${dispute.id}`, { status });
    const open = !["won", "lost", "warning_closed"].includes(dispute.status);
    return make("div", { className: "sub" }, make("span", { text: "Dispute" }), pill(dispute.status),
      open && to("Under review", "under_review"), open && to("Won", "won"), open && to("Lost", "lost"));
  });
  return [...refunds, ...disputes];
}

function paymentCard(payment) {
  const means = [payment.means, payment.error?.replaceAll("_", " ")].filter(Boolean).join(" · ");
  const choices = acts(payment).filter(Boolean);
  return make("li", {},
    make("div", { className: "row" },
      make("span", { className: "sum", text: payment.amount }),
      make("span", { className: "what", text: [payment.description, means].filter(Boolean).join(" · ") || "–" },
        make("span", { className: "id", text: `${payment.id}  ${payment.payment_id ?? ""}  ${time(payment.created)}` })),
      pill(payment.status)),
    choices.length > 0 && make("div", { className: "choices" }, ...choices),
    ...below(payment));
}

function list(id, rows, none) {
  at(id).replaceChildren(...(rows.length ? rows : [make("li", { className: "none", text: none })]));
}

function line(text, id, ...more) {
  return make("li", {}, make("span", { text }, make("span", { className: "id", text: id })), ...more);
}

function draw(it) {
  list("payment-list", it.payments.map(paymentCard), "No payments yet. They appear here by themselves.");
  at("endpoints").textContent = it.endpoints.length ? `They go to ${it.endpoints.join(", ")}` : "Nobody is told of events.";
  at("counts").replaceChildren(...Object.entries(it.delivery_counts).map(([state, count]) => {
    const one = pill(state);
    one.textContent = `${count} ${state}`;
    return one;
  }));
  list("deliveries", it.deliveries.map((row) =>
    line(row.type, `${row.attempts}× tried${row.answer === null ? "" : `, answered ${row.answer || "nothing"}`}`,
      row.fate !== "genuine" && pill(row.fate), pill(row.state))), "Nothing was sent yet.");
  list("events", it.events.map((row) =>
    line(row.type, `${row.about}  ${time(row.created)}`, press("Send again", "webhooks/resend", { event: row.id }))), "Nothing happened yet.");
  list("fault-list", it.faults.map((row) =>
    line(row.kind.replaceAll("_", " "), row.route, make("span", { text: `struck ${row.hits}×, ${row.count ?? "∞"} left` }))), "No faults.");
  list("accounts", it.accounts.map((row) =>
    line(row.id, row.charges_enabled ? "takes charges" : "restricted",
      press(row.charges_enabled ? "Restrict" : "Enable", "accounts", { id: row.id, charges_enabled: !row.charges_enabled }))), "No accounts yet.");
  for (const name of ["delivery", "upi_settles_seconds", "refunds"]) {
    for (const button of at(name).children) {
      button.setAttribute("aria-pressed", String(button.dataset.value === String(it.settings[name])));
    }
  }
}

async function refresh() {
  const answer = await fetch("/_sandbox/overview").catch(() => null);
  if (!answer?.ok) return;
  const text = await answer.text();
  if (text === shown) return;
  shown = text;
  draw(JSON.parse(text));
}

for (const name of ["delivery", "upi_settles_seconds", "refunds"]) {
  at(name).addEventListener("click", ({ target }) => {
    const { value } = target.dataset;
    if (value) ask("settings", { [name]: /^(\d+|null)$/.test(value) ? JSON.parse(value) : value });
  });
}
for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", () => ask("advance", { seconds: Number(button.dataset.advance) }));
}
at("release").addEventListener("click", () => ask("webhooks/release"));
at("release-wild").addEventListener("click", () => ask("webhooks/release", { shuffle: true, seed: Date.now(), copies_high: 5 }));
at("forget").addEventListener("click", () => ask("forget-keys"));
at("mend").addEventListener("click", () => ask("faults", {}, "DELETE"));
at("fault-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { kind, route, count, seconds } = Object.fromEntries(new FormData(event.target));
  ask("faults", { kind, route, count: Number(count), seconds: Number(seconds) });
});
document.querySelector("nav").addEventListener("click", ({ target }) => {
  if (!target.dataset.tab) return;
  for (const tab of document.querySelectorAll("nav button")) {
    tab.setAttribute("aria-selected", String(tab === target));
    at(tab.dataset.tab).hidden = tab !== target;
  }
});
refresh();
setInterval(refresh, 1000);
