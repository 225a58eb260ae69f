"""Dividing a whole number so that the parts sum to it."""

from collections.abc import Sequence


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """The amount in parts as the weights, none of which is negative; equal parts if all are 0.

    What does not divide goes in units of one to the parts that have lost most by rounding down,
    the first of equal ones first: no part is off by a whole unit. There must be a weight.
    """
    whole = sum(weights)
    if not whole:
        return split(amount, [1] * len(weights))
    exact = [divmod(amount * weight, whole) for weight in weights]
    parts = [quotient for quotient, _ in exact]
    by_rest = sorted(range(len(weights)), key=lambda index: -exact[index][1])
    for index in by_rest[: amount - sum(parts)]:
        parts[index] += 1
    return parts
