"""Where the pipeline runs: in process."""
