import { useState } from "preact/hooks";
import { failureOf } from "../../api/failure";
import { words } from "../../api/words";

/** Something that is done once by a press, and what became of it. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = async <T>(action: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setProblem("");
    try {
      return await action();
    } catch (error) {
      setProblem(words(failureOf(error)));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
