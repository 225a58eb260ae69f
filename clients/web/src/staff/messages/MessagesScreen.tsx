import { useState } from "preact/hooks";
import { Badge } from "../../billing/Badge";
import { clockTime, millis } from "../../format/time";
import {
  type Attempt,
  type Message,
  MessageState,
} from "../../gen/here2order/notifications/v1/message_pb";
import { useHouse } from "../context";
import { Filter } from "../screens/Filter";
import { useAction } from "../screens/useAction";
import { canResend, channelWords, kindWords, stateWords } from "./words";
import "./messages.css";

const SHOWN = {
  All: () => true,
  Failed: ({ state }: Message) => state === MessageState.FAILED,
  Waiting: ({ state }: Message) => state === MessageState.WAITING,
} as const;

type Shown = keyof typeof SHOWN;

/** What guests were told in the last day, and what became of it. */
export function MessagesScreen() {
  const { messages } = useHouse();
  const [shown, setShown] = useState<Shown>("All");
  const all = messages.items.value.filter(SHOWN[shown]);
  return (
    <main class="list">
      <Filter
        all={Object.keys(SHOWN) as Shown[]}
        chosen={shown}
        onChoose={(name) => setShown(name)}
      />
      {all.length === 0 && <p class="list__empty">No such messages in the last day.</p>}
      <ul class="rows">
        {all.map((message) => (
          <Row key={message.id} message={message} />
        ))}
      </ul>
    </main>
  );
}

function Row({ message }: { message: Message }) {
  const house = useHouse();
  const { busy, problem, run } = useAction();
  const [words, tone] = stateWords(message.state);
  const at = (time: Parameters<typeof millis>[0]) =>
    clockTime(millis(time) ?? 0, house.timeZone.value);
  const parts = [
    at(message.createTime),
    `Table ${message.tableName}`,
    message.maskedPhone,
    channelWords(message.channel),
  ];
  return (
    <li class="message">
      <p class="message__head">
        <b>{kindWords(message.kind)}</b>
        <Badge tone={tone}>{words}</Badge>
      </p>
      <p class="message__meta">{parts.filter(Boolean).join(" · ")}</p>
      <p class="message__text" lang={message.language}>
        {message.text}
      </p>
      {message.retryTime && <p class="message__meta">Tried again at {at(message.retryTime)}.</p>}
      <Attempts attempts={message.attempts} />
      {problem && (
        <p class="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      {canResend(message.state) && (
        <button
          type="button"
          class="button button--small button--quiet"
          disabled={busy}
          onClick={() => void run(() => house.resend(message))}
        >
          {busy ? "Sending…" : "Send again"}
        </button>
      )}
    </li>
  );
}

/** Each time that Twilio was asked; only worth a look when it did not go smoothly. */
function Attempts({ attempts }: { attempts: readonly Attempt[] }) {
  const rough = attempts.length > 1 || attempts.some(({ errorCode }) => errorCode !== 0);
  if (!rough) return null;
  return (
    <ol class="message__attempts">
      {attempts.map((attempt, i) => (
        <li key={attempt.twilioSid || i}>
          {channelWords(attempt.channel)}: {attempt.status}
          {attempt.errorText && `, ${attempt.errorText}`}
          {attempt.errorCode !== 0 && <small> ({attempt.errorCode})</small>}
        </li>
      ))}
    </ol>
  );
}
