"""What is recorded of a contract between a family and an auxiliaire."""

from contrats.models.contrat import EN_VIE, LUS_PAR_LES_PARTIES, Contrat

__all__ = ["EN_VIE", "LUS_PAR_LES_PARTIES", "Contrat"]
