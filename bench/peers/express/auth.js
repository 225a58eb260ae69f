// Who calls: a bearer token of jsonwebtoken, checked on every request and on every socket.
import jwt from "jsonwebtoken";

const SECRET = process.env.JWT_SECRET;

export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Sets req.user, or answers 401. */
export function authenticate(req, _res, next) {
  const [scheme, token] = (req.headers.authorization ?? "").split(" ");
  if (scheme !== "Bearer" || !token) return next(new HttpError(401, "no token"));
  try {
    req.user = jwt.verify(token, SECRET, { algorithms: ["HS256"] });
    next();
  } catch {
    next(new HttpError(401, "invalid token"));
  }
}

/** Answers 403 to every other role. */
export function allow(...roles) {
  return (req, _res, next) =>
    next(roles.includes(req.user.role) ? undefined : new HttpError(403, "not for this role"));
}

/** The same for a socket: `auth: { token }` of its handshake. */
export function authenticateSocket(socket, next) {
  try {
    socket.user = jwt.verify(socket.handshake.auth.token, SECRET, { algorithms: ["HS256"] });
    next();
  } catch {
    next(new Error("invalid token"));
  }
}
