import { backoff } from "../live/backoff";
import { failureOf, isRefusal } from "./failure";

const TRIES = 6;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Makes the same call until it has an answer: yes or no. For requests with a request id, which the
 * server does once however often they arrive. Throws the refusal, or the last failure after
 * several tries; then it is not known whether the call was done.
 */
export async function insist<T>(
  call: () => Promise<T>,
  wait: (ms: number) => Promise<void> = sleep,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      if (isRefusal(failure) || tries >= TRIES) throw error;
      await wait(Math.max(failure.retryAfterMs, backoff(tries)));
    }
  }
}
