"""The program: command line, settings, wiring, schedule, announcer and servers; the only one who reads the clock."""
