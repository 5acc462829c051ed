"""Forms of the relais. The words of the person are never asked for in mediation: lists, dates, yes or no."""
