"""What is relayed: one file for each collection that workflows follow."""
