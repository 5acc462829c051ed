"""The verbs of contracts: one transaction each, journalled; a signed contract is never rewritten."""

from contrats.actions.preparation import annuler, corriger, preparer
from contrats.actions.redaction import modifier, rediger, refus_de
from contrats.actions.signature import signer, terminer

__all__ = ["annuler", "corriger", "modifier", "preparer", "rediger", "refus_de", "signer", "terminer"]
