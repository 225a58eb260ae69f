"""What an order costs. Pure: menu, availability and wishes in, amounts or objections out."""
