"""What the checks stand on: the router under test, its peers, mailboxes, programs."""
