"""Stand-ins for what lies outside: vendors' servers that speak their wire protocol, and a
believable restaurant to fill them with. Nothing in here is imported by `server`."""
