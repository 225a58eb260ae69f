"""Who calls: a bearer token, checked on every request."""

import os
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

SECRET = os.environ["JWT_SECRET"]
_bearer = HTTPBearer()


class User(BaseModel):
    """The claims that the routes use."""

    sub: str
    role: str
    restaurant: str
    visit: str = ""
    table: str = ""


def user_of(token: str) -> User:
    """Raises jwt.InvalidTokenError."""
    return User(**jwt.decode(token, SECRET, algorithms=["HS256"]))


async def current_user(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(_bearer)],
) -> User:
    """The caller, or 401."""
    try:
        return user_of(credentials.credentials)
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, "invalid token") from error


CurrentUser = Annotated[User, Depends(current_user)]


async def guest(user: CurrentUser) -> User:
    """The caller, if a guest."""
    if user.role != "guest":
        raise HTTPException(403, "guests only")
    return user


async def staff(user: CurrentUser) -> User:
    """The caller, if one of the house."""
    if user.role != "staff":
        raise HTTPException(403, "staff only")
    return user
