"""The verbs of contracts: one transaction each, journalled; a signed contract is never rewritten."""

from contrats.actions.preparation import annuler, corriger, preparer
from contrats.actions.redaction import modifier, rediger
from contrats.actions.signature import signer, terminer

__all__ = ["annuler", "corriger", "modifier", "preparer", "rediger", "signer", "terminer"]
