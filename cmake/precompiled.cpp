// Nothing: its target carries the headers that others reuse.
