"""A refund's life: asked of Stripe once, and followed until the money is there or came back."""
