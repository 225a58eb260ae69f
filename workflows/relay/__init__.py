"""From the change stream to Temporal: every order that is placed gets its workflow, once.

Orders are taken without asking Temporal. One relay, of however many processes run, reads what was
written, hands it over, and only then writes down how far it has come: whatever breaks, it goes on
from there. Being told twice does a workflow no harm.
"""
