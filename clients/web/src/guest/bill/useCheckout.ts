import { useEffect, useRef, useState } from "preact/hooks";
import {
  type Checkout,
  type Payment,
  PaymentStep,
} from "../../gen/here2order/billing/v1/payment_pb";
import { returnUrl } from "./returning";
import {
  appearance,
  type Confirmation,
  type Elements,
  loadStripe,
  type PaymentElement,
  type Stripe,
} from "./stripe";

/** What the guest sees of a payment that is under way. */
export type CheckoutView = "loading" | "form" | "confirming" | "approval" | "processing";

const LOST = "The payment could not be opened. Is there a connection? Trying again…";
const AGAIN_MS = 4_000;

interface Fields {
  stripe: Stripe;
  elements: Elements;
  element: PaymentElement;
}

/** Stripe's fields in a place of the page, and what was done with them. */
export function useCheckout(payment: Payment) {
  const place = useRef<HTMLDivElement>(null);
  const fields = useRef<Fields | undefined>(undefined);
  const [ready, setReady] = useState(false);
  const [doing, setDoing] = useState<"" | "confirming" | "confirmed">("");
  const [problem, setProblem] = useState("");
  const [tries, setTries] = useState(0);
  useEffect(() => () => fields.current?.element.destroy(), []);
  const secret = payment.checkout?.clientSecret ?? "";

  useEffect(() => {
    const { checkout } = payment;
    if (!checkout || fields.current || needsApproval(payment)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lost = () => {
      setProblem(LOST);
      timer = setTimeout(() => setTries(tries + 1), AGAIN_MS);
    };
    mount(checkout, place.current).then((made) => {
      fields.current = made;
      setProblem("");
      setReady(true);
    }, lost);
    return () => clearTimeout(timer);
  }, [secret, tries]);

  const take = ({ error }: Confirmation) => {
    setDoing(error ? "" : "confirmed");
    // What is missing in the fields, Stripe says in them.
    setProblem(error && error.type !== "validation_error" ? (error.message ?? "") : "");
  };
  const run = (call: () => Promise<Confirmation>) => {
    setDoing("confirming");
    setProblem("");
    call().then(take, () => take({ error: { type: "api_connection_error", message: LOST } }));
  };
  return {
    place,
    problem,
    view: viewOf(payment, ready, doing),
    confirm: () => {
      const { stripe, elements } = fields.current ?? {};
      if (!stripe || !elements) return;
      const confirmParams = { return_url: returnUrl(location) };
      run(() => stripe.confirmPayment({ elements, confirmParams, redirect: "if_required" }));
    },
    /** After a reload: what the bank asked of the guest is asked again. */
    goOn: () => {
      const { checkout } = payment;
      if (!checkout) return;
      run(async () => {
        const stripe = await loadStripe(checkout.scriptUrl, checkout.publishableKey);
        return stripe.handleNextAction({ clientSecret: checkout.clientSecret });
      });
    },
  };
}

const needsApproval = (payment: Payment) => payment.step === PaymentStep.AWAITING_APPROVAL;

/** The server's word goes first, except while Stripe itself is talking to the guest. */
export function viewOf(
  payment: Payment,
  ready: boolean,
  doing: "" | "confirming" | "confirmed",
): CheckoutView {
  if (payment.step === PaymentStep.PROCESSING || doing === "confirmed") return "processing";
  if (doing === "confirming") return "confirming";
  if (needsApproval(payment)) return "approval";
  return ready ? "form" : "loading";
}

async function mount(checkout: Checkout, place: HTMLElement | null): Promise<Fields> {
  const stripe = await loadStripe(checkout.scriptUrl, checkout.publishableKey);
  if (!place) throw new Error("the page has gone on");
  const elements = stripe.elements({
    clientSecret: checkout.clientSecret,
    appearance: appearance(),
  });
  const element = elements.create("payment", { layout: "tabs" });
  element.mount(place);
  await new Promise<void>((resolve, reject) => {
    element.on("ready", resolve);
    element.on("loaderror", () => {
      element.destroy();
      reject(new Error("the fields did not load"));
    });
  });
  return { stripe, elements, element };
}
