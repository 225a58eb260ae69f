"""Visits, orders and tickets: what happens between a scan and a served dish."""
