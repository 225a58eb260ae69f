import { useState } from "preact/hooks";
import { failureOf } from "../../api/failure";
import { words } from "../../api/words";
import { Channel } from "../../gen/here2order/notifications/v1/contact_pb";
import { useVisit } from "../context";
import type { Contacts } from "./contacts";
import { LANGUAGES, languageOf, prefixFor, toE164 } from "./phone";

const CHANNELS: readonly (readonly [Channel, string])[] = [
  [Channel.WHATSAPP, "WhatsApp"],
  [Channel.SMS, "SMS"],
];

/** Number, way and language. */
export function ContactForm({ contacts, onDone }: { contacts: Contacts; onDone(): void }) {
  const prefix = prefixFor(useVisit().restaurant.value?.currency ?? "");
  const [phone, setPhone] = useState("");
  const [channel, setChannel] = useState<Channel>(Channel.WHATSAPP);
  const [language, setLanguage] = useState(languageOf(navigator.languages));
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    const number = toE164(phone, prefix);
    if (!number) return setProblem(`Please type the whole number${prefix ? "" : ", with its +"}.`);
    setBusy(true);
    try {
      await contacts.set(number, channel, language);
      onDone();
    } catch (error) {
      setProblem(words(failureOf(error)));
      setBusy(false);
    }
  };
  return (
    <form class="contact" onSubmit={save}>
      <label class="field">
        <span class="field__label">
          Your mobile number {prefix && <span class="field__hint">{prefix} unless you say so</span>}
        </span>
        <input
          type="tel"
          name="phone"
          autocomplete="tel"
          placeholder={prefix ? "98765 43210" : "+49 151 2345678"}
          value={phone}
          onInput={(event) => setPhone(event.currentTarget.value)}
        />
      </label>
      <Pick
        name="channel"
        label="How"
        all={CHANNELS}
        chosen={channel}
        onChoose={(value) => setChannel(value)}
      />
      <Pick
        name="language"
        label="Language"
        all={LANGUAGES}
        chosen={language}
        onChoose={(value) => setLanguage(value)}
      />
      {problem && (
        <p class="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <p class="contact__hint">Only about this visit. Reply STOP at any time.</p>
      <div class="pair">
        <button type="button" class="button button--small button--quiet" onClick={onDone}>
          Not now
        </button>
        <button type="submit" class="button button--small" disabled={busy}>
          {busy ? "Saving…" : "Write to me"}
        </button>
      </div>
    </form>
  );
}

/** One of a few, side by side. */
function Pick<T extends string | number>(props: {
  name: string;
  label: string;
  all: readonly (readonly [T, string])[];
  chosen: T;
  onChoose(value: T): void;
}) {
  return (
    <fieldset class="picks">
      <legend class="field__label">{props.label}</legend>
      {props.all.map(([value, text]) => (
        <label key={value} class="pick" data-chosen={value === props.chosen}>
          <input
            type="radio"
            name={props.name}
            checked={value === props.chosen}
            onChange={() => props.onChoose(value)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
