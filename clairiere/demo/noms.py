"""Invented people of an east-Parisian neighbourhood. Roles are given to names by chance, never by origin."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field

# (first names of women, surnames, languages spoken besides French)
ORIGINES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Aïssata Kadiatou Mariama Djeneba Hawa Aminata Rokia",
        "Traoré Coulibaly Camara Keïta Sissoko Diarra",
        ("bambara",),
    ),
    ("Ndèye Rama Khady Sokhna Adja", "Sarr Ndiaye Fall Mbaye Gueye", ("wolof",)),
    ("Samira Leïla Houria Kenza Yasmina Soraya Malika", "Benali Haddad Mansouri Cherif Bouzid Amrani", ("arabe",)),
    ("Ghislaine Solange Prisca Clarisse", "Mbemba Ngoma Okou Kouassi", ("lingala",)),
    ("Paula Rosa Lurdes Inês Fernanda", "Ferreira Pereira Lopes Da Silva Carvalho", ("portugais",)),
    ("Shanthi Priya Kavitha Meena", "Selvarajah Sivakumar Thambirajah", ("tamoul", "anglais")),
    ("Elif Zeynep Ayşe Gülay Derya", "Yılmaz Kaya Demir Şahin", ("turc",)),
    ("Xiaomei Lihua Mei Yan", "Chen Zhang Wu Lin", ("chinois",)),
    ("Oksana Iryna Natalia Kateryna", "Kovalenko Bondarenko Shevchuk", ("ukrainien",)),
    ("Dilnoza Farida Maryam", "Karimi Rahimi Ahmadi", ("persan",)),
    ("Carmen Yolanda Lucía", "Rojas Quispe Morales", ("espagnol",)),
    ("Sylvie Chantal Corinne Valérie Nathalie Martine", "Lefèvre Garnier Petit Lambert Roussel Fournier", ()),
)


def _mots(texte: str, separateur: str | None = None) -> tuple[str, ...]:
    return tuple(mot.strip() for mot in texte.split(separateur))


PARENTS = _mots(
    "Claire Julien Hélène Antoine Camille Thomas Sarah David Amina Karim Juliette Nicolas Anna Hugo Léa Olivier Marta "
    "Pierre Ines Mathieu Rachel Vincent Deepa Rémi Yuki Laurent Nour Gaspard Élodie Bilal Sophie-Anne Stéphane"
)
FAMILLES = _mots(
    "Martin, Bernard, Dubois, Moreau, Laurent, Garcia, Cohen, Nguyen, Roux, Fontaine, Chevalier, Robin, Masson, "
    "Sanchez, Gauthier, Perrot, Lévy, Marchand, Aubert, El Amrani, Rossi, Kowalski, Tanaka, "
    "de La Villardière-Saint-Aubin, Picard, Barbier, Schmitt, Diop, Meyer, Renaud, Okafor, Vidal",
    ",",
)
PRENOMS_ENFANTS = _mots(
    "Lina Tom Jade Noé Alma Sacha Louise Adam Iris Gabin Inaya Marius Zoé Ismaël Rose Nino Salomé Elias Agathe Milo "
    "Suzanne Youssef Mila Anatole Olympe Léon Maya Aaron Romy Basile Ava Côme Joséphine Ilyès"
)
RUES = {
    "75001": ("rue Jean-Jacques-Rousseau", "rue de l’Arbre-Sec"),
    "75002": ("rue Greneta", "rue Saint-Denis", "rue Tiquetonne", "rue Montmartre", "passage du Grand-Cerf"),
    "75003": ("rue de Turbigo", "rue du Temple", "rue Réaumur"),
    "75010": ("rue du Château-d’Eau", "rue de Paradis", "boulevard de Strasbourg"),
    "75011": ("rue de la Roquette", "rue de Charonne", "rue Popincourt", "boulevard Voltaire", "passage Thiéré"),
    "75012": ("rue de Charenton", "avenue Daumesnil", "rue de Reuilly"),
    "75020": ("rue des Pyrénées", "rue de Bagnolet"),
}


@dataclass(frozen=True)
class Identite:
    """Someone invented: first name, name, contact, address, languages."""

    prenom: str
    nom: str
    telephone: str
    courriel: str
    adresse: str
    code_postal: str
    langues: tuple[str, ...] = ()


@dataclass
class Annuaire:
    """Draws people one after the other; nobody is drawn twice."""

    hasard: random.Random
    numero: int = 0
    pris: set[str] = field(default_factory=set)
    parents: int = 0

    def femme(self, codes: tuple[str, ...]) -> Identite:
        """A woman of the neighbourhood."""
        while True:
            prenoms, noms, langues = self.hasard.choice(ORIGINES)
            prenom = self.hasard.choice(prenoms.split())
            nom = self.hasard.choice(noms.replace("Da Silva", "Da_Silva").split()).replace("_", " ")
            if f"{prenom} {nom}" not in self.pris:
                break
        parlees = ("français", *langues) if self.hasard.random() < 0.8 else ("français",)
        return self.identite(prenom, nom, codes, langues=parlees, avec_courriel=self.hasard.random() < 0.6)

    def parent(self, codes: tuple[str, ...]) -> Identite:
        """The contact of a family."""
        rang, self.parents = self.parents, self.parents + 1
        return self.identite(PARENTS[rang % len(PARENTS)], FAMILLES[rang % len(FAMILLES)], codes)

    def identite(
        self,
        prenom: str,
        nom: str,
        codes: tuple[str, ...],
        *,
        langues: tuple[str, ...] = (),
        avec_courriel: bool = True,
    ) -> Identite:
        """Contact details for a given name."""
        self.pris.add(f"{prenom} {nom}")
        code = self.hasard.choice(codes)
        adresse = f"{self.hasard.randint(1, 120)} {self.hasard.choice(RUES[code])}"
        return Identite(
            prenom, nom, self.telephone(), courriel(prenom, nom) if avec_courriel else "", adresse, code, langues
        )

    def telephone(self) -> str:
        """A number of the invented range."""
        self.numero += 1
        return f"+33600{self.numero * 37 % 100_000:06d}"

    def enfant(self) -> str:
        """A child's first name."""
        return self.hasard.choice(PRENOMS_ENFANTS)


def courriel(prenom: str, nom: str) -> str:
    """An address that no one has."""
    simple = unicodedata.normalize("NFKD", f"{prenom}.{nom}".lower().replace("ı", "i").replace(" ", "-"))
    return "".join(c for c in simple if c.isascii() and (c.isalnum() or c in ".-")) + "@example.org"
