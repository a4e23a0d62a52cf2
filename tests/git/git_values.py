"""Values for fixtures: numbers of people born in 1857, and a synthetic one."""

NATIONAL_ID = "15125750157"
OTHER_ID = "15125750319"
SYNTHETIC = "10915596784"
NAMES = "Kari Nordlid"
