"""Where things are on this host."""

STACKS = "/opt/stacks"

# In memory: who holds a lock, and what a transaction is asked to do, are over with a reboot.
RUN = "/run/moco-release"
