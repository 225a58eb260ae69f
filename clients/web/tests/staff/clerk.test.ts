import { expect, test } from "vitest";
import { failureOf, isTokenBad } from "../../src/api/failure";
import { ClerkSession } from "../../src/staff/clerk";

const CONFIG = { clerkUrl: "http://clerk.test", signInUrl: "" };

/** Clerk's Frontend API, as far as the page asks it. */
function clerk(state: { sessions: { id: string; status: string }[]; down?: boolean }) {
  const asked: string[] = [];
  const answer = async (input: RequestInfo | URL, init?: RequestInit) => {
    if (state.down) throw new TypeError("no network");
    asked.push(`${init?.method} ${input}`);
    expect(init?.credentials).toBe("include");
    const last_active_session_id = state.sessions[0]?.id ?? null;
    return Response.json(
      String(input).endsWith("/tokens")
        ? { object: "token", jwt: `jwt-${asked.length}` }
        : { response: { sessions: state.sessions, last_active_session_id } },
    );
  };
  return { asked, session: new ClerkSession(CONFIG, answer as typeof fetch) };
}

test("whoever has a session is signed in, with its token", async () => {
  const { asked, session } = clerk({
    sessions: [
      { id: "sess_old", status: "ended" },
      { id: "sess_1", status: "active" },
    ],
  });
  await session.check();
  expect(session.state.value).toBe("in");
  expect(session.token()).toBe("jwt-2");
  expect(asked).toEqual([
    "GET http://clerk.test/v1/client",
    "POST http://clerk.test/v1/client/sessions/sess_1/tokens",
  ]);
});

test("whoever has none is out", async () => {
  const { session } = clerk({ sessions: [] });
  await session.check();
  expect(session.state.value).toBe("out");
});

test("a Clerk that does not answer signs nobody out", async () => {
  const state = { sessions: [{ id: "sess_1", status: "active" }], down: false };
  const { session } = clerk(state);
  await session.check();
  state.down = true;
  await session.check();
  expect(session.state.value).toBe("in");
  expect(session.token()).not.toBe("");
});

test("many who need a token at once ask once", async () => {
  const { asked, session } = clerk({ sessions: [{ id: "sess_1", status: "active" }] });
  await Promise.all([session.renew(), session.renew(), session.renew()]);
  expect(asked).toHaveLength(2);
});

test("a pasted token cannot be renewed: when it is worth nothing, its owner is out", async () => {
  const { session } = clerk({ sessions: [] });
  session.use(" jwt-by-hand ");
  expect(session.token()).toBe("jwt-by-hand");
  const failure = await session.renew().catch(failureOf);
  expect(failure && isTokenBad(failure)).toBe(true);
  expect(session.state.value).toBe("out");
});
