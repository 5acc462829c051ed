"""The picture of a sheet: upright, light, without the place where it was taken; anything else refused in words."""

import io
import tracemalloc

import pytest
from PIL import Image

from clairiere.documents.scans import COTE, MO, POIDS_VISE, ScanRefuse, preparer


def fichier(octets):
    return io.BytesIO(octets), len(octets)


def image(taille=(3000, 2000), *, format="JPEG", mode="RGB", exif=None, bruit=False, **options):
    dessin = Image.effect_noise(taille, 90).convert(mode) if bruit else Image.new(mode, taille, "white")
    dessin.paste(Image.new(mode, (taille[0] // 2, taille[1] // 4), "black"), (0, 0))
    sortie = io.BytesIO()
    if exif:
        options["exif"] = exif
    dessin.save(sortie, format, **options)
    return sortie.getvalue()


def ouvrir(pret):
    assert pret.format == "jpg"
    return Image.open(io.BytesIO(pret.octets))


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_large_picture_is_made_smaller(format):
    gardee = ouvrir(preparer(*fichier(image(format=format))))
    assert gardee.format == "JPEG"
    assert gardee.size == (COTE, 1333)


def test_a_small_picture_is_not_made_larger():
    assert ouvrir(preparer(*fichier(image((800, 600))))).size == (800, 600)


def test_a_picture_full_of_details_weighs_about_one_megabyte():
    octets = image((4000, 4000), bruit=True, quality=95)
    assert len(octets) > 5 * MO
    assert len(preparer(*fichier(octets)).octets) <= 1.2 * POIDS_VISE


def test_a_telephone_held_upright_gives_an_upright_sheet():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned by a quarter
    assert ouvrir(preparer(*fichier(image((800, 400), exif=exif)))).size == (400, 800)


def test_what_the_camera_wrote_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "Marque du téléphone"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    avec = image((800, 400), exif=exif)
    assert b"Marque du t" in avec
    gardee = preparer(*fichier(avec)).octets
    assert b"Marque du t" not in gardee
    assert not Image.open(io.BytesIO(gardee)).getexif()


def test_a_transparent_picture_lies_on_white_paper():
    dessin = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    sortie = io.BytesIO()
    dessin.save(sortie, "PNG")
    assert ouvrir(preparer(*fichier(sortie.getvalue()))).getpixel((150, 150)) == (255, 255, 255)


def test_a_thirty_megabyte_photo_is_kept_small_without_filling_the_memory(tmp_path):
    """A file on the disk, as an upload is; Pillow's own memory is bounded by the size at which it decodes."""
    octets = image((6000, 8000), bruit=True, mode="L", quality=99)
    octets += b"\x00" * (30 * MO - len(octets))  # what some telephones write after the picture
    chemin = tmp_path / "photo.jpg"
    chemin.write_bytes(octets)
    tracemalloc.start()
    with chemin.open("rb") as ouvert:
        pret = preparer(ouvert, 30 * MO)
    _reste, sommet = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(pret.octets) <= 1.2 * POIDS_VISE
    assert sommet < 30 * MO, f"{sommet / MO:.0f} MB of Python memory"


def pdf(taille=1000):
    return b"%PDF-1.7\n" + b"x" * taille + b"\n%%EOF\n"


def test_a_pdf_is_kept_as_it_is():
    pret = preparer(*fichier(pdf()))
    assert (pret.format, pret.octets) == ("pdf", pdf())


@pytest.mark.parametrize(
    ("octets", "taille", "mots"),
    [
        (b"", None, "Ce fichier est vide"),
        (b"GIF89a" + b"\x00" * 50, None, "ni une photo (JPEG ou PNG), ni un PDF"),
        (b"MZ\x90\x00", None, "ni une photo (JPEG ou PNG), ni un PDF"),
        (b"<svg onload='alert(1)'></svg>", None, "ni une photo (JPEG ou PNG), ni un PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", None, "HEIC"),
        (b"\xff\xd8\xff\xe0 pas une image", None, "Cette photo est abîmée"),
        (image((1000, 1000))[:2000], None, "Cette photo est abîmée"),
        (b"%PDF-1.4 coupe", None, "Ce PDF est abîmé"),
        (pdf(6 * MO), None, "Ce fichier pèse 6 Mo. La limite est de 5 Mo."),
        (image((50, 50)), 45 * MO, "Ce fichier pèse 45 Mo. La limite est de 40 Mo."),
    ],
)
def test_anything_else_is_refused_in_words(octets, taille, mots):
    with pytest.raises(ScanRefuse) as refus:
        preparer(io.BytesIO(octets), len(octets) if taille is None else taille)
    assert mots in refus.value.phrase.replace("\u00a0", " ")


@pytest.mark.parametrize("taille", [(9000, 9000), (20000, 20000), (60000, 1000)])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(taille):
    """Few bytes on the disk, hundreds of megabytes once decoded: the size is read in the header only."""
    sortie = io.BytesIO()
    Image.new("1", taille).save(sortie, "PNG")
    with pytest.raises(ScanRefuse) as refus:
        preparer(*fichier(sortie.getvalue()))
    assert "trop de points" in refus.value.phrase


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_kept(mode):
    sortie = io.BytesIO()
    Image.new(mode, (2600, 400)).save(sortie, "PNG")
    assert ouvrir(preparer(*fichier(sortie.getvalue()))).size == (2000, 308)
