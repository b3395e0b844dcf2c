"""What every rival's script needs: a command line, pinned processes, ports, plans, SDP."""
