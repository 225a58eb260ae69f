// The inside of the Payment Element: asks for the means of payment, and confirms with it.
"use strict";
const at = (id) => document.getElementById(id);
const BRANDS = [
  [/^4/, "VISA"], [/^(5[1-5]|2[2-7])/, "Mastercard"], [/^3[47]/, "Amex"], [/^35/, "JCB"],
  [/^62/, "UnionPay"], [/^(6011|65)/, "Discover"], [/^3[068]/, "Diners"],
];
const WORDS = {
  number: "Your card number is incomplete.",
  wrong: "Your card number is invalid.",
  expiry: "Your card's expiration date is incomplete.",
  past: "Your card's expiration year is in the past.",
  cvc: "Your card's security code is incomplete.",
  vpa: "A UPI ID looks like name@bank.",
};
let begun = {};
let chosen = "card";
const touched = new Set();

const say = (message) => parent.postMessage(message, "*");
const digits = (id) => at(id).value.replace(/\D/g, "");

function luhn(number) {
  let sum = 0;
  [...number].reverse().forEach((digit, place) => {
    const twice = Number(digit) * (place % 2 ? 2 : 1);
    sum += twice > 9 ? twice - 9 : twice;
  });
  return sum % 10 === 0;
}

function expiry() {
  const text = digits("expiry");
  return { month: Number(text.slice(0, 2)), year: 2000 + Number(text.slice(2, 4)), text };
}

function wrongs() {
  if (chosen === "upi") {
    const vpa = at("vpa").value.trim();
    return vpa && !/^[\w.-]+@[\w.-]+$/.test(vpa) ? { vpa: WORDS.vpa } : {};
  }
  if (chosen === "wallet") return {};
  const found = {};
  const number = digits("number");
  const long = /^3[47]/.test(number) ? 15 : /^3[068]/.test(number) ? 14 : 16;
  if (number.length < long) found.number = WORDS.number;
  else if (!luhn(number)) found.number = WORDS.wrong;
  const { month, year, text } = expiry();
  const now = new Date();
  if (text.length < 4 || month < 1 || month > 12) found.expiry = WORDS.expiry;
  else if (new Date(year, month) <= now) found.expiry = WORDS.past;
  if (digits("cvc").length < 3) found.cvc = WORDS.cvc;
  return found;
}

function show(all) {
  const found = wrongs();
  if (all) for (const id of Object.keys(found)) touched.add(id);
  for (const id of ["number", "expiry", "cvc", "vpa"]) {
    const text = touched.has(id) ? (found[id] ?? "") : "";
    at(`${id}-error`).textContent = text;
    at(id).setAttribute("aria-invalid", String(Boolean(text)));
    at(id).closest(".box").classList.toggle("wrong", Boolean(text));
  }
  return found;
}

function changed() {
  const complete = Object.keys(wrongs()).length === 0;
  const empty = chosen === "card" && !digits("number");
  const type = chosen === "wallet" ? document.forms.form.wallet.value : chosen;
  say({ sandbox: "event", name: "change", content: { complete, empty, collapsed: false, value: { type } } });
}

function choose(name) {
  chosen = name;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const here = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(here));
    tab.tabIndex = here ? 0 : -1;
    at(tab.getAttribute("aria-controls")).hidden = !here;
  }
  changed();
}

function method() {
  if (chosen === "upi") {
    const vpa = at("vpa").value.trim();
    return { "payment_method_data[type]": "upi", ...(vpa && { "payment_method_data[upi][vpa]": vpa }) };
  }
  const wallet = chosen === "wallet";
  const { month, year } = wallet ? { month: 12, year: new Date().getFullYear() + 3 } : expiry();
  const card = {
    number: wallet ? at("held").value : digits("number"),
    exp_month: month,
    exp_year: year,
    cvc: wallet ? "123" : digits("cvc"),
    ...(wallet && { "wallet][type": document.forms.form.wallet.value }),
  };
  const params = Object.entries(card).map(([name, value]) => [`payment_method_data[card][${name}]`, value]);
  return { "payment_method_data[type]": "card", ...Object.fromEntries(params) };
}

async function confirm(asked) {
  const [first] = Object.values(show(true));
  if (first) return { error: { type: "validation_error", code: "incomplete", message: first } };
  const secret = asked.clientSecret ?? begun.clientSecret;
  const params = { ...method(), client_secret: secret, key: begun.key, use_stripe_sdk: "true" };
  if (asked.confirmParams?.return_url) params.return_url = asked.confirmParams.return_url;
  const path = `/v1/payment_intents/${secret.split("_secret_")[0]}/confirm`;
  try {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(params) });
    const body = await answer.json();
    return answer.ok ? { paymentIntent: body } : { error: body.error };
  } catch {
    return { error: { type: "api_connection_error", message: "The connection was lost. Try again." } };
  }
}

async function begin(message) {
  begun = message;
  dress(message.appearance ?? {});
  const secret = message.clientSecret ?? "";
  const query = new URLSearchParams({ client_secret: secret, key: message.key });
  const answer = await fetch(`/v1/payment_intents/${secret.split("_secret_")[0]}?${query}`);
  const body = await answer.json();
  if (!answer.ok) {
    say({ sandbox: "event", name: "loaderror", content: { error: body.error } });
    return;
  }
  at("tab-upi").hidden = !body.payment_method_types.includes("upi");
  say({ sandbox: "event", name: "ready", content: {} });
  changed();
}

function dress({ theme, variables = {} }) {
  const root = document.documentElement;
  if (theme) root.dataset.theme = theme;
  const names = {
    colorPrimary: "--primary", colorBackground: "--ground", colorText: "--ink", colorDanger: "--danger",
    colorTextSecondary: "--quiet", borderRadius: "--radius", fontFamily: "--font", fontSizeBase: "--size",
  };
  for (const [name, property] of Object.entries(names)) {
    if (variables[name]) root.style.setProperty(property, variables[name]);
  }
}

addEventListener("message", async ({ data, source }) => {
  if (source !== parent) return;
  if (data.sandbox === "begin") await begin(data);
  if (data.sandbox === "confirm") {
    say({ sandbox: "result", number: data.number, result: await confirm(data) });
  }
  if (data.sandbox === "submit") {
    const [first] = Object.values(show(true));
    const result = first ? { error: { type: "validation_error", message: first } } : { selectedPaymentMethod: chosen };
    say({ sandbox: "result", number: data.number, result });
  }
});

at("number").addEventListener("input", ({ target }) => {
  const number = digits("number").slice(0, 19);
  target.value = number.replace(/(.{4})(?=.)/g, "$1 ");
  at("brand").textContent = BRANDS.find(([start]) => start.test(number))?.[1] ?? "";
});
at("expiry").addEventListener("input", ({ target, inputType }) => {
  let text = digits("expiry").slice(0, 4);
  if (/^[2-9]/.test(text)) text = `0${text}`.slice(0, 4);
  const more = text.length > 2 || (text.length === 2 && inputType !== "deleteContentBackward");
  target.value = more ? `${text.slice(0, 2)} / ${text.slice(2)}` : text;
});
at("cvc").addEventListener("input", ({ target }) => {
  target.value = digits("cvc").slice(0, 4);
});
at("form").addEventListener("input", () => {
  show(false);
  changed();
});
at("form").addEventListener("submit", (event) => event.preventDefault());
at("form").addEventListener("focusout", ({ target }) => {
  if (target.value) touched.add(target.id);
  show(false);
});
document.querySelector(".tabs").addEventListener("click", ({ target }) => {
  const tab = target.closest("[role=tab]");
  if (tab) choose(tab.getAttribute("aria-controls"));
});
document.querySelector(".tabs").addEventListener("keydown", ({ key }) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (!step) return;
  const tabs = [...document.querySelectorAll("[role=tab]:not([hidden])")];
  const here = tabs.findIndex((tab) => tab.id === `tab-${chosen}`);
  const next = tabs[(here + step + tabs.length) % tabs.length];
  choose(next.getAttribute("aria-controls"));
  next.focus();
});
document.querySelector(".chips").addEventListener("click", ({ target }) => {
  if (!target.dataset.number) return;
  const filled = { number: target.dataset.number, expiry: "1234", cvc: "123" };
  for (const [id, value] of Object.entries(filled)) {
    at(id).value = value;
    at(id).dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
});
new ResizeObserver(() => say({ sandbox: "height", height: Math.ceil(document.body.getBoundingClientRect().height) + 2 })).observe(document.body);
say({ sandbox: "loaded" });
