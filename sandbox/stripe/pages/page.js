// What the bank's page, the UPI page and the UPI app do: act, follow the payment, say how it ended.
"use strict";
const { intent, expires, follow } = document.body.dataset;
const back = document.body.dataset.return;
const embedded = parent !== window;
const at = (id) => document.getElementById(id);
const ENDS = {
  succeeded: ["✓", "", "Paid"],
  requires_capture: ["✓", "", "Approved"],
  processing: ["⋯", "wait", "Approved. The money is on its way."],
  requires_payment_method: ["×", "no", "Not paid"],
  canceled: ["×", "no", "This payment was cancelled"],
};

function show(status) {
  const end = ENDS[status];
  if (!end) return false;
  at("ask").hidden = at("buttons").hidden = true;
  at("end").hidden = false;
  at("badge").textContent = end[0];
  at("badge").className = `badge ${end[1]}`;
  at("said").textContent = end[2];
  return true;
}

function leave(status) {
  if (embedded) parent.postMessage({ sandbox: "done" }, "*");
  else if (back) {
    const target = new URL(back);
    target.searchParams.set("payment_intent", intent);
    target.searchParams.set("redirect_status", status === "requires_payment_method" ? "failed" : status);
    location.replace(target);
  }
}

async function look() {
  const answer = await fetch(`/pages/${intent}`).catch(() => null);
  if (!answer?.ok) return;
  const { status } = await answer.json();
  const over = show(status);
  if (over && !follow) setTimeout(leave, 900, status);
  if (over && (!follow || status !== "processing")) clearInterval(timer);
}

for (const button of document.querySelectorAll("[data-act]")) {
  button.addEventListener("click", async () => {
    for (const each of document.querySelectorAll("[data-act]")) each.disabled = true;
    await fetch(`/pages/${intent}/${button.dataset.act}`, { method: "POST" });
    await look();
  });
}
at("close")?.addEventListener("click", () => {
  if (embedded) parent.postMessage({ sandbox: "close" }, "*");
  else history.back();
});

function count() {
  const left = Math.max(0, Math.round(Number(expires) - Date.now() / 1000));
  at("count").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
if (expires) {
  count();
  setInterval(count, 1000);
}
const timer = setInterval(look, 1000);
look();
