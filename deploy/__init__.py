"""Everything around the programs: toolchain, requirements, local stack, images."""
