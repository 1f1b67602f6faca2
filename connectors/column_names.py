"""The names by which accounting software calls its columns, and how their words are shortened."""

import re

from connectors.column import Column

# Best name first: when two columns could hold the same thing, the one named earlier here holds it.
_NAMES = {
    Column.CODE: """
        code client | code tiers | n client | numero compte client | compte client | compte tiers
        compte auxiliaire | auxiliaire | n tiers | ref client | identifiant client | id client
        code auxiliaire | code compte | n compte | compte | code | customer code | customer id
        customer num | account | customer account | account num | code debiteur | debtor code | comp aux num
    """,
    Column.NAME: """
        raison sociale | nom client | libelle tiers | libelle client | intitule client | intitule tiers
        nom tiers | intitule compte | libelle compte | intitule | denomination | denomination sociale
        nom raison sociale | raison sociale client | societe | nom societe | entreprise | nom entreprise
        customer name | client name | company | company name | debtor name | nom debiteur | nom
    """,
    Column.CLIENT: "client | tiers | customer | debiteur | debtor",
    Column.SIRET: """
        siret | siren | siren siret | siret siren | n siret | n siren | siret client | siren client
        code siret | code siren
    """,
    Column.VAT_ID: """
        tva intracommunautaire | n tva | n tva intracommunautaire | tva intracom | n tva intracom
        identifiant tva | vat num | vat id | id tva
    """,
    Column.NUMBER: """
        n facture | facture | n piece | n document | ref facture | ref piece | piece | document
        n facture piece | n facture avoir | invoice num | invoice | num | ref document | code facture | ref
        piece ref | n ecriture piece
    """,
    Column.TYPE: """
        type | type piece | type document | nature piece | type facture | nature | nature document
        document type | invoice type | type ecriture | type operation | type ligne
    """,
    Column.JOURNAL: "journal | code journal | jrn | jnl | code jnl",
    Column.ISSUED: """
        date facture | date piece | date document | date emission | date facturation | date emission facture
        emise | date | date ecriture | date operation | date comptable | invoice date | issue date
        document date | date creation | emission | piece date
    """,
    Column.DUE: """
        date echeance | echeance | date limite paiement | date limite reglement | due date | due
        date echeance facture | echeance facture | date exigibilite | exigibilite | date prevue reglement
        a payer avant | payable avant | date limite | echeance reglement | date echeance reglement
    """,
    Column.PAID_ON: """
        date reglement | date paiement | date encaissement | payment date | date valeur | paid on
        date dernier reglement | date reglement client
    """,
    Column.TERMS: """
        conditions reglement | conditions paiement | conditions | delai reglement | delai paiement | delai
        modalites reglement | modalites paiement | payment terms | terms | echeance conditions
        code reglement | terme | termes paiement
    """,
    Column.TOTAL: """
        montant ttc | total ttc | ttc | montant ttc facture | montant facture ttc | net a payer
        total facture | montant facture | montant total | montant total ttc | montant initial
        montant origine | montant piece | montant document | montant | total | amount | total amount
        invoice amount | gross amount | amount due | montant du | montant net a payer | prix ttc
        invoice total | valeur
    """,
    Column.NET: "montant ht | total ht | ht | montant total ht | montant net ht | net amount",
    Column.VAT: "montant tva | total tva | tva | vat amount | vat | tax | montant total tva | tax amount",
    Column.PART: """
        montant echeance | montant echeance ttc | part | montant ligne echeance | instalment amount
        installment amount
    """,
    Column.PAID: """
        montant regle | deja regle | regle | total regle | montant paye | paye | deja paye
        montant encaisse | encaisse | encaissements | reglement | reglements | paiement | paiements
        acomptes recus | paid | amount paid | paid amount | montant deja regle | montant reglement
        montant paiement | montant encaissement | montant lettre | acompte verse | acomptes verses
        deja verse | total paye | regle ttc | montant regle ttc | payment amount
    """,
    Column.LEFT: """
        solde du | reste du | reste a payer | solde | reste | montant restant du | restant du
        reste a regler | montant du restant | solde restant | solde restant du | montant restant
        montant solde | solde facture | solde ttc | solde piece | balance | balance due | outstanding
        reste a recouvrer | montant ouvert | reliquat | reste du ttc | impaye | montant impaye | open amount
        amount outstanding | remaining | solde a payer | montant reste du | solde echeance | en cours
        encours | solde progressif | solde cumule
    """,
    Column.DEBIT: "debit | montant debit | debits | mouvement debit | debit amount",
    Column.CREDIT: "credit | montant credit | credits | mouvement credit | credit amount",
    Column.SENSE: "sens | d c | dc | debit credit | sens ecriture | sens montant | signe",
    Column.CURRENCY: "devise | code devise | monnaie | currency | devise facture | currency code | iso devise",
    Column.METHOD: """
        mode reglement | mode paiement | moyen paiement | moyen reglement | payment method | mode
        methode paiement | type reglement | type paiement
    """,
    Column.COMMENT: """
        commentaire | commentaires | note | notes | observation | observations | remarque | remarques
        libelle | libelle ecriture | libelle piece | libelle operation | objet | description | memo
        comment | comments | designation | intitule ecriture
    """,
    Column.ORDER: """
        n commande | commande | ref commande | bon commande | n bon commande | bc | order num | order
        purchase order | po num | po | commande client | ref commande client | n commande client
        n engagement | engagement | n bc
    """,
    Column.REFERENCE: """
        ref reglement | ref paiement | n cheque | n reglement | n paiement | payment ref | ref bancaire
        ref virement
    """,
    Column.EMAIL: """
        email | e mail | mail | courriel | adresse email | adresse e mail | adresse mail | email client
        e mail client | mail client | email contact | mail contact | e mail contact | adresse electronique
        email comptabilite | email facturation
    """,
    Column.PHONE: """
        telephone | tel | telephone client | tel client | telephone contact | tel contact | n telephone
        n tel | phone | telephone fixe | tel fixe | portable | mobile | tel portable | phone num
        telephone portable | gsm
    """,
    Column.CONTACT: """
        contact | nom contact | interlocuteur | contact client | nom prenom | personne contacter
        personne a contacter | contact name | contact facturation | contact comptabilite | nom interlocuteur
        correspondant | prenom nom
    """,
    Column.ROLE: "role | fonction | poste | service | qualite | title | job title | fonction contact",
}

_SHORT = """
    n = no nr num numero nbr number numeros nº
    echeance = ech echeances eche echce
    exigibilite = exig
    montant = mtt mnt mt mont montants mtnt
    amount = amt
    facture = fact fac factures fct
    invoice = inv
    commande = cde cmd
    conditions = cond condition condit
    reglement = rglt regl reglt rgt
    paiement = paiemt pmt
    client = clt cli clients
    tiers = tier
    compte = cpte cpt cte
    auxiliaire = aux
    ref = reference references refs
    date = dte dt
    piece = pce pces pieces
    document = doc
    libelle = lib libel
    intitule = int
    raison sociale = rs
    devise = dev
    emission = emis emise
    operation = oper
    commercial = cial
    commentaire = comm
    observation = obs
    credit = credits
    debit = debits
    solde = soldes
    regle = regles reglee
    paye = payee payes
    du = dus
    restant = restants restante
    encaisse = encaissee
    initial = init initiale
    total = totale tot
"""


def known_names() -> list[tuple[Column, int, str]]:
    """Give each known name with its column and its rank there, the best first."""
    return [
        (column, rank, name.strip())
        for column, names in _NAMES.items()
        for rank, name in enumerate(re.split(r"[|\n]", names.strip()))
    ]


def short_words() -> dict[str, str]:
    """Give the full word, or words, of each shortened one."""
    pairs = (line.split(" = ") for line in _SHORT.strip().splitlines())
    return {short: full.strip() for full, shorts in pairs for short in shorts.split()}
