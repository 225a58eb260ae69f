/** The part of Stripe.js that this page uses: https://docs.stripe.com/js */
export interface Stripe {
  elements(options: {
    clientSecret: string;
    appearance: Appearance;
    loader?: "auto" | "always" | "never";
  }): Elements;
  confirmPayment(options: {
    elements: Elements;
    confirmParams: { return_url: string };
    redirect: "if_required";
  }): Promise<Confirmation>;
  handleNextAction(options: { clientSecret: string }): Promise<Confirmation>;
}

export interface Elements {
  create(kind: "payment", options?: { layout?: "tabs" | "accordion" }): PaymentElement;
}

export interface PaymentElement {
  mount(element: HTMLElement): void;
  on(event: "ready" | "loaderror", call: () => void): void;
  destroy(): void;
}

export interface Confirmation {
  error?: { type: string; code?: string; message?: string };
  paymentIntent?: { status: string };
}

export interface Appearance {
  theme: "stripe" | "night";
  variables: Record<string, string>;
}

type StripeFactory = (publishableKey: string) => Stripe;

const scripts = new Map<string, Promise<StripeFactory>>();

/** Loads Stripe's script from where the server says, once. Stripe wants it from its own origin. */
export async function loadStripe(scriptUrl: string, publishableKey: string): Promise<Stripe> {
  let script = scripts.get(scriptUrl);
  if (!script) {
    script = loadScript(scriptUrl);
    scripts.set(scriptUrl, script);
    script.catch(() => scripts.delete(scriptUrl)); // the next attempt asks again
  }
  return (await script)(publishableKey);
}

function loadScript(url: string): Promise<StripeFactory> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => {
      const factory = (globalThis as { Stripe?: StripeFactory }).Stripe;
      if (factory) resolve(factory);
      else reject(new Error(`no Stripe in ${url}`));
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(`cannot load ${url}`));
    };
    document.head.append(script);
  });
}

/** The page's own colours and letters, for the fields that Stripe draws. */
export function appearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    theme: dark ? "night" : "stripe",
    variables: {
      colorPrimary: of("--accent"),
      colorBackground: of("--surface"),
      colorText: of("--ink"),
      colorTextSecondary: of("--ink-2"),
      colorDanger: of("--tomato"),
      fontFamily: "Alegreya Sans, Helvetica Neue, Arial, sans-serif",
      fontSizeBase: "17px",
      borderRadius: "10px",
    },
  };
}
