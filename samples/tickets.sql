CREATE TABLE `tickets` (
  `id` text,
  `created_at` text,
  `channel` text,
  `requester` text,
  `subject` text,
  `description` text
);
INSERT INTO `tickets` VALUES (4101,'2026-01-08T09:14:00Z','email','Kari Nordheim','Feil i fakturaen','Hei!
Fakturaen har feil fødselsnummer, det riktige er 109155 96784.
Hilsen Kari Nordheim'),
(4102,'2026-01-19T12:40:00Z','web','Ola Brekkestad','Får ikke logget inn','Jeg trykker på "Glemt passord", men e-posten til ola.brekkestad@fjordpost.no kommer aldri.'),
(4103,'2026-02-03T07:55:00Z','phone','Ingrid Solvang','Utsatt betaling','Jeg er sykmeldt og har fått diagnosen MS, så jeg trenger utsettelse. Ring meg på tlf. 68 05 00 12.'),
(4104,'2026-02-17T15:02:00Z','chat','Per Fossli','Ny adresse','Vi har flyttet til Granittveien 14, 7650 Verdal. Fint om dere oppdaterer; gjelder fra 1. mars.'),
(4105,'2026-02-25T10:21:00Z','email','Anne Lunde','Hvordan bytter jeg abonnement?','Hei, jeg vil gjerne bytte til det største abonnementet fra neste måned. Hva koster det?'),
(4106,'2026-03-02T08:30:00Z','email','Mohammed Rahimi','Tilbakebetaling','Kan dere betale tilbake til konto 8601 11 17947? Ordrenummeret er 2026030200417.'),
(4107,'2026-03-11T16:45:00Z','web','Solveig Haugen','Klage på saksbehandler','Naboen min Roger Tveit ble dømt for vold i fjor, og nå bor han i samme oppgang. Jeg er redd.'),
(4108,'2026-03-20T11:10:00Z','chat','Jonas Eide','Appen krasjer','Appen krasjer på versjon 4.12.0 når jeg åpner kvitteringer; feilkode 0x80070057.');
