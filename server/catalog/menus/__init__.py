"""The menu: written as a draft, published as a version, read by everybody."""
