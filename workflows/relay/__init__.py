"""From the change stream to Temporal: everything that waits for something gets its workflow, once.

Nothing that is asked for waits for Temporal. One relay for each subject (orders, payments, …), of
however many processes run, reads what was written, hands it over, and only then writes down how far
it has come: whatever breaks, it goes on from there. Being told twice does a workflow no harm.
"""
