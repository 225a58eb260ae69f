// A stand-in for Stripe.js: the same calls, and the sandbox's own page as the Payment Element.
// Card numbers stay in the element's frame, as they do with Stripe.
(() => {
  "use strict";
  const ORIGIN = new URL(document.currentScript.src).origin;
  let serial = 0;

  async function call(key, method, path, params) {
    const query = new URLSearchParams({ ...params, key });
    const url = `${ORIGIN}/v1/${path}${method === "GET" ? `?${query}` : ""}`;
    try {
      const answer = await fetch(url, { method, body: method === "GET" ? undefined : query });
      const body = await answer.json();
      return answer.ok ? { paymentIntent: body } : { error: body.error };
    } catch {
      return { error: { type: "api_connection_error", message: "The connection was lost." } };
    }
  }

  function retrieve(key, clientSecret) {
    const id = clientSecret.split("_secret_")[0];
    return call(key, "GET", `payment_intents/${id}`, { client_secret: clientSecret });
  }

  // A page of the bank or the UPI app above the merchant's page, until it says that it is done.
  function overlay(url, title) {
    const { origin } = new URL(url); // localhost or 127.0.0.1: not always the script's
    return new Promise((resolve) => {
      const shade = document.createElement("div");
      shade.style.cssText =
        "position:fixed;inset:0;z-index:2147483647;display:grid;place-items:center;" +
        "background:rgba(15,18,22,.55);padding:12px;backdrop-filter:blur(2px)";
      const frame = document.createElement("iframe");
      frame.src = `${url}?embedded=1`;
      frame.title = title;
      frame.style.cssText =
        "width:100%;max-width:430px;height:100%;max-height:660px;border:0;border-radius:16px;" +
        "background:#fff;box-shadow:0 24px 60px rgba(0,0,0,.35)";
      shade.append(frame);
      const end = (how) => {
        removeEventListener("message", listen);
        shade.remove();
        resolve(how);
      };
      const listen = (event) => {
        if (event.source !== frame.contentWindow || event.origin !== origin) return;
        if (event.data?.sandbox === "done") end("done");
        if (event.data?.sandbox === "close") end("closed");
      };
      addEventListener("message", listen);
      document.body.append(shade);
    });
  }

  function actionOf(intent) {
    const action = intent.next_action;
    if (!action) return null;
    const upi = action.upi_handle_redirect_or_display_qr_code;
    if (upi) return { url: upi.hosted_instructions_url, title: "Pay with a UPI app" };
    const url = action.use_stripe_sdk?.stripe_js ?? action.redirect_to_url?.url;
    return { url, title: "Your bank asks you" };
  }

  // Follows what is asked of the payer, then tells how the payment stands.
  async function finish(key, clientSecret, result) {
    const action = result.paymentIntent && actionOf(result.paymentIntent);
    if (result.error || !action) return result;
    const how = await overlay(action.url, action.title);
    const after = await retrieve(key, clientSecret);
    const intent = after.paymentIntent;
    if (!intent || ["succeeded", "processing", "requires_capture"].includes(intent.status)) {
      return after;
    }
    if (intent.last_payment_error) {
      return { error: { ...intent.last_payment_error, payment_intent: intent } };
    }
    const message = how === "closed" ? "The payment was not finished." : "The payment failed.";
    return { error: { type: "card_error", code: "payment_not_finished", message, payment_intent: intent } };
  }

  class Element {
    constructor(key, type, options, group) {
      Object.assign(this, { key, type, options, group, listeners: {}, waiting: new Map() });
    }
    mount(where) {
      const host = typeof where === "string" ? document.querySelector(where) : where;
      if (!host) throw new Error(`IntegrationError: no element matches ${where}`);
      this.frame = document.createElement("iframe");
      this.frame.src = `${ORIGIN}/v3/element.html`;
      this.frame.title = "Secure payment input frame";
      this.frame.allow = "payment *";
      this.frame.style.cssText =
        "width:calc(100% + 8px);margin:-4px;height:330px;border:0;display:block;" +
        "transition:height .2s;color-scheme:normal";
      this.hear = (event) => {
        if (event.source === this.frame.contentWindow && event.origin === ORIGIN) {
          this.take(event.data);
        }
      };
      addEventListener("message", this.hear);
      host.replaceChildren(this.frame);
      return this;
    }
    take(message) {
      if (message.sandbox === "loaded") this.send({ sandbox: "begin", ...this.group.begin() });
      if (message.sandbox === "height") this.frame.style.height = `${message.height}px`;
      if (message.sandbox === "event") this.emit(message.name, message.content);
      if (message.sandbox === "result") {
        this.waiting.get(message.number)?.(message.result);
        this.waiting.delete(message.number);
      }
    }
    ask(what, content = {}) {
      serial += 1;
      const number = serial;
      return new Promise((resolve) => {
        this.waiting.set(number, resolve);
        this.send({ sandbox: what, number, ...content });
      });
    }
    send(message) {
      this.frame.contentWindow.postMessage(message, ORIGIN);
    }
    emit(name, content) {
      for (const heard of this.listeners[name] ?? []) {
        heard({ elementType: this.type, ...content });
      }
    }
    on(name, heard) {
      this.listeners[name] = [...(this.listeners[name] ?? []), heard];
      return this;
    }
    off(name, heard) {
      this.listeners[name] = (this.listeners[name] ?? []).filter((it) => heard && it !== heard);
      return this;
    }
    once(name, heard) {
      const first = (content) => {
        this.off(name, first);
        heard(content);
      };
      return this.on(name, first);
    }
    update(options) {
      this.options = { ...this.options, ...options };
    }
    focus() {
      this.frame?.focus();
    }
    blur() {}
    clear() {}
    collapse() {}
    unmount() {
      removeEventListener("message", this.hear);
      this.frame?.remove();
      this.frame = undefined;
    }
    destroy() {
      this.unmount();
      this.group.made.delete(this.type);
      this.emit("destroy", {});
    }
  }

  class Elements {
    constructor(key, options) {
      Object.assign(this, { key, options, made: new Map() });
    }
    begin() {
      const { clientSecret, appearance } = this.options;
      return { key: this.key, clientSecret, appearance };
    }
    create(type, options = {}) {
      if (type !== "payment") throw new Error(`IntegrationError: the sandbox has no '${type}'`);
      const element = new Element(this.key, type, options, this);
      this.made.set(type, element);
      return element;
    }
    getElement(type) {
      return this.made.get(type) ?? null;
    }
    update(options) {
      this.options = { ...this.options, ...options };
      for (const element of this.made.values()) {
        if (element.frame) element.send({ sandbox: "begin", ...this.begin() });
      }
    }
    async fetchUpdates() {
      return {};
    }
    async submit() {
      return this.made.get("payment").ask("submit");
    }
  }

  function confirmed(result, confirmParams, redirect) {
    const intent = result.paymentIntent;
    if (!intent || redirect === "if_required" || !confirmParams?.return_url) return result;
    const target = new URL(confirmParams.return_url);
    target.searchParams.set("payment_intent", intent.id);
    target.searchParams.set("payment_intent_client_secret", intent.client_secret);
    target.searchParams.set("redirect_status", intent.status);
    location.assign(target);
    return new Promise(() => {});
  }

  window.Stripe = (key) => {
    if (!/^pk_/.test(key ?? "")) throw new Error("IntegrationError: a publishable key is needed");
    return {
      elements: (options = {}) => new Elements(key, options),
      retrievePaymentIntent: (clientSecret) => retrieve(key, clientSecret),
      async handleNextAction({ clientSecret }) {
        return finish(key, clientSecret, await retrieve(key, clientSecret));
      },
      async confirmPayment({ elements, clientSecret, confirmParams, redirect = "always" }) {
        const secret = clientSecret ?? elements.options.clientSecret;
        const element = elements?.getElement("payment");
        if (!element?.frame) throw new Error("IntegrationError: the element is not mounted");
        const result = await element.ask("confirm", { confirmParams, clientSecret: secret });
        return confirmed(await finish(key, secret, result), confirmParams, redirect);
      },
    };
  };
  window.Stripe.version = "sandbox";
})();
