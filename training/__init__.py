"""Learn the scorer of disclosures from marked sentences."""
