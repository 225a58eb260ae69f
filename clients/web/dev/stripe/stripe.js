// Stands in for Stripe.js while pages are developed against a house in memory. The real stand-in is
// the sandbox's; this one has three buttons' worth of manners and talks to globalThis.house.
(() => {
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const field = (label, value) =>
    `<label style="display:block;font:14px system-ui;margin-bottom:12px;color:#444">${label}` +
    `<input value="${value}" style="display:block;width:100%;box-sizing:border-box;margin-top:4px;` +
    `padding:12px;border:1px solid #ccc;border-radius:8px;font:16px system-ui"></label>`;
  globalThis.Stripe = () => {
    const idOf = (secret) => secret.replace(/_secret$/, "");
    const till = () => globalThis.house.till;
    return {
      elements: ({ clientSecret }) => {
        const heard = {};
        let root;
        return {
          clientSecret,
          number: () => root.querySelector("input").value,
          create: () => ({
            mount(element) {
              root = element;
              root.innerHTML =
                field("Card number", "4242 4242 4242 4242") + field("Expiry", "12 / 34");
              setTimeout(() => heard.ready?.(), 50);
            },
            on: (name, call) => {
              heard[name] = call;
            },
            unmount() {
              root.innerHTML = "";
            },
            destroy() {
              root.innerHTML = "";
            },
          }),
        };
      },
      confirmPayment: async ({ elements }) => {
        const id = idOf(elements.clientSecret);
        await wait(400);
        if (elements.number().includes("0002")) {
          till().say(id, 1, "Your card has insufficient funds. Try another card.");
          return { error: { type: "card_error", message: "Your card was declined." } };
        }
        till().say(id, "processing");
        setTimeout(() => till().say(id, "paid"), 1200);
        return { paymentIntent: { status: "processing" } };
      },
      handleNextAction: async ({ clientSecret }) => {
        till().say(idOf(clientSecret), "paid");
        return { paymentIntent: { status: "succeeded" } };
      },
      retrievePaymentIntent: async () => ({ paymentIntent: { status: "requires_action" } }),
    };
  };
})();
