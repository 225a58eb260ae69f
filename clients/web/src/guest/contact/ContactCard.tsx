import { useEffect, useState } from "preact/hooks";
import { failureOf } from "../../api/failure";
import { words } from "../../api/words";
import { Channel, type Contact } from "../../gen/here2order/notifications/v1/contact_pb";
import { useVisit } from "../context";
import { ContactForm } from "./ContactForm";
import { Contacts } from "./contacts";
import "./contact.css";

const held = new WeakMap<object, Contacts>();

/** Somebody who puts the phone away can be told by a message. Offered, never asked for. */
export function ContactCard() {
  const visit = useVisit();
  const contacts = contactsOf(visit);
  const [editing, setEditing] = useState(false);
  const contact = contacts.contact.value;
  useEffect(() => {
    if (contact === undefined) void contacts.load();
  }, []);
  if (contact === undefined) return null;
  if (editing) return <ContactForm contacts={contacts} onDone={() => setEditing(false)} />;
  if (contact === "none") {
    return (
      <div class="contact">
        <p>Putting your phone away? We can write when your order is ready.</p>
        <button
          type="button"
          class="button button--small button--quiet"
          onClick={() => setEditing(true)}
        >
          Tell me by message
        </button>
      </div>
    );
  }
  return <Told contact={contact} contacts={contacts} onChange={() => setEditing(true)} />;
}

function contactsOf(visit: ReturnType<typeof useVisit>): Contacts {
  const found =
    held.get(visit) ?? new Contacts(visit.transport, visit.session.call.bind(visit.session));
  held.set(visit, found);
  return found;
}

function Told(props: { contact: Contact; contacts: Contacts; onChange(): void }) {
  const { contact } = props;
  const [problem, setProblem] = useState("");
  const stop = () => {
    props.contacts.forget().catch((error) => setProblem(words(failureOf(error))));
  };
  const how = contact.channel === Channel.WHATSAPP ? "by WhatsApp" : "by SMS";
  return (
    <div class="contact">
      {contact.optedOut ? (
        <p class="notice">
          {contact.maskedPhone} has told us to stop. Send START from that phone to hear from us
          again.
        </p>
      ) : (
        <p>
          We write to <b class="contact__phone">{contact.maskedPhone}</b> {how}.
        </p>
      )}
      {problem && <p class="notice notice--bad">{problem}</p>}
      <p class="contact__links">
        <button type="button" class="link" onClick={props.onChange}>
          Change
        </button>
        <button type="button" class="link" onClick={stop}>
          No messages
        </button>
      </p>
    </div>
  );
}
