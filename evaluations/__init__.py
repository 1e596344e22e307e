"""Looking back together: what both sides see, how they go on, and what they learn."""
