"""Self-made certificates: valid in form, trusted by nobody."""

from datetime import UTC, datetime, timedelta

import pytest

x509 = pytest.importorskip("cryptography.x509", reason="pip install 'listing-studio[c2pa]'")

from cryptography.hazmat.primitives import hashes  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: E402
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: E402

KEYS = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "P-384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
    "RSA": lambda: rsa.generate_private_key(65537, 2048),
}


def pem(key, encryption=None) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


def certificate(subject, key, issuer, issuer_key, *, is_root):
    """A certificate as C2PA 2.2, section 14.5 asks: key usage, extended key usage, key identifiers."""
    organization, common = x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME
    name, by = (
        x509.Name([x509.NameAttribute(organization, "Test"), x509.NameAttribute(common, n)]) for n in (subject, issuer)
    )
    unused = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only")
    usage = dict.fromkeys((*unused, "decipher_only"), False)
    usage |= {"digital_signature": not is_root, "key_cert_sign": is_root, "crl_sign": is_root}
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder(by, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    if not is_root:
        emails = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(emails, critical=False)
    return builder.sign(issuer_key, hashes.SHA256()).public_bytes(Encoding.PEM)


def make_credentials(folder, kind="P-256"):
    """Write chain.pem and key.pem for a kind of key, and return them as options of the signer."""
    root_key, key = KEYS["P-256"](), KEYS[kind]()
    leaf = certificate("leaf", key, "root", root_key, is_root=False)
    (folder / "chain.pem").write_bytes(leaf + certificate("root", root_key, "root", root_key, is_root=True))
    (folder / "key.pem").write_bytes(pem(key))
    return {"certificate_chain": str(folder / "chain.pem"), "private_key": str(folder / "key.pem")}
