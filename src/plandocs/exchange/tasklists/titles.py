"""What people call the columns of a list of tasks, in five languages.

Titles are folded: no capitals, accents, signs or words in parentheses. A title may stand under several meanings.
"""

from __future__ import annotations

from typing import Literal

Meaning = Literal[
    "id", "wbs", "level", "phase", "name", "length", "start", "finish", "progress", "status", "after", "owner",
    "helpers", "notes", "milestone", "deadline", "started", "finished", "work", "side", "kind", "acceptance",
]  # fmt: skip

TITLES: dict[Meaning, dict[str, str]] = {
    "id": {
        "en": "id|no|nr|number|task id|task no|task number|item no|item|ref|line|row|unique id|#",
        "de": "nr|nummer|vorgangsnr|vorgangsnummer|lfd nr|laufende nummer|aufgaben nr|pos|position|kennung",
        "fr": "n|no|numero|n tache|numero de tache|ref|reference|identifiant",
        "es": "n|no|numero|num|n tarea|id tarea|identificador|item",
        "pt": "n|no|numero|num|id tarefa|n tarefa|identificador|item",
    },
    "wbs": {
        "en": "wbs|wbs code|outline number|outline no|hierarchy|structure",
        "de": "psp|psp code|psp nr|gliederungsnummer|gliederungsnr|gliederung|projektstrukturplan",
        "fr": "wbs|otp|code wbs|numero hierarchique|no hierarchique|numero de plan|sdp",
        "es": "edt|wbs|codigo edt|numero de esquema",
        "pt": "edt|eap|wbs|codigo eap|numero da estrutura de topicos",
    },
    "level": {
        "en": "level|outline level|indent|depth|wbs level",
        "de": "ebene|gliederungsebene|stufe",
        "fr": "niveau|niveau hierarchique|niveau de plan",
        "es": "nivel|nivel de esquema",
        "pt": "nivel|nivel da estrutura de topicos",
    },
    "phase": {
        "en": "phase|stage|workstream|work package|section|group|category|epic|summary task",
        "de": "phase|projektphase|abschnitt|arbeitspaket|teilprojekt|gruppe|kategorie|bereich",
        "fr": "phase|etape|lot|groupe|categorie|lot de travaux",
        "es": "fase|etapa|grupo|categoria|paquete de trabajo",
        "pt": "fase|etapa|grupo|categoria|pacote de trabalho",
    },
    "name": {
        "en": "task|tasks|activities|task name|name|activity|activity name|title|description of task|work item|action"
        "|deliverable|what|to do|step",
        "de": "vorgang|vorgange|vorgangsname|aufgabe|aufgaben|name|bezeichnung|tatigkeit|aktivitat|titel|massnahme|was"
        "|schritt|thema",
        "fr": "tache|taches|nom de la tache|nom|activite|intitule|libelle|titre|action|quoi|designation",
        "es": "tarea|tareas|actividades|nombre de tarea|nombre|actividad|titulo|accion|que|nombre de la tarea",
        "pt": "tarefa|tarefas|atividades|nome da tarefa|nome|atividade|titulo|acao|o que",
    },
    "length": {
        "en": "duration|dur|length|days|working days|effort days|estimated duration|time needed|weeks"
        "|duration days",
        "de": "dauer|tage|arbeitstage|at|lange|dauer tage|geplante dauer|wochen",
        "fr": "duree|jours|jours ouvres|duree estimee|semaines",
        "es": "duracion|dias|dias laborables|dias habiles|duracion estimada|semanas",
        "pt": "duracao|dias|dias uteis|duracao estimada|semanas",
    },
    "start": {
        "en": "start|start date|begin|begin date|from|planned start|starts|starts on|early start|es"
        "|scheduled start",
        "de": "anfang|start|beginn|startdatum|von|geplanter anfang|starttermin|anfangstermin|anfangsdatum|ab",
        "fr": "debut|date de debut|du|debut prevu|demarrage|commence le",
        "es": "comienzo|inicio|fecha de inicio|fecha inicio|desde|inicio previsto|comienza",
        "pt": "inicio|data de inicio|data inicio|de|inicio previsto|comeco|comeca",
    },
    "finish": {
        "en": "finish|finish date|end|end date|to|until|planned finish|planned end|ends|early finish"
        "|completion date|scheduled finish",
        "de": "ende|enddatum|fertigstellung|bis|geplantes ende|endtermin|fertig|abschluss",
        "fr": "fin|date de fin|au|fin prevue|termine le|achevement",
        "es": "fin|final|fecha de fin|fecha fin|hasta|fin previsto|termino|finaliza",
        "pt": "fim|termino|data de fim|data fim|data de termino|ate|termino previsto|conclusao",
    },
    "progress": {
        "en": "% complete|complete|percent complete|percent|progress|% done|done|%|completion|pct complete"
        "|percentage",
        "de": "% abgeschlossen|abgeschlossen|fortschritt|prozent|erledigt|fertigstellungsgrad|% fertig|status %",
        "fr": "% acheve|avancement|acheve|progression|pourcentage|% realise|% avancement",
        "es": "% completado|completado|avance|progreso|porcentaje|% avance|% realizado",
        "pt": "% concluida|concluido|concluida|progresso|andamento|porcentagem|% concluido|percentual",
    },
    "status": {
        "en": "status|state|task status",
        "de": "status|stand|zustand",
        "fr": "statut|etat",
        "es": "estado|situacion|estatus",
        "pt": "status|estado|situacao",
    },
    "after": {
        "en": "predecessors|predecessor|depends on|dependency|dependencies|after|waits for|preceded by"
        "|prerequisite|pred|prior task|blocked by",
        "de": "vorganger|vorgangernr|abhangig von|abhangigkeit|abhangigkeiten|nach|voraussetzung|wartet auf",
        "fr": "predecesseurs|predecesseur|depend de|dependance|dependances|apres|prerequis",
        "es": "predecesoras|predecesora|predecesor|depende de|dependencia|dependencias|despues de|prerrequisito",
        "pt": "predecessoras|predecessora|predecessor|depende de|dependencia|dependencias|depois de"
        "|pre requisito",
    },
    "owner": {
        "en": "owner|responsible|assigned to|assignee|resource names|resources|resource|who|lead|person"
        "|accountable|owner name|task owner|assigned",
        "de": "verantwortlich|verantwortlicher|zustandig|ressourcennamen|ressourcen|wer|bearbeiter"
        "|zugewiesen an|verantwortung|person",
        "fr": "responsable|affecte a|noms ressources|ressources|ressource|qui|porteur|pilote|assigne a"
        "|attribue a",
        "es": "responsable|asignado a|nombres de los recursos|recursos|recurso|quien|encargado|propietario",
        "pt": "responsavel|atribuido a|nomes dos recursos|recursos|recurso|quem|dono|encarregado",
    },
    "helpers": {
        "en": "with|participants|support|supported by|team|contributors|helpers|others involved|also involved",
        "de": "mit|beteiligte|mitwirkende|unterstutzung|team|weitere beteiligte",
        "fr": "avec|participants|equipe|contributeurs|appui",
        "es": "con|participantes|equipo|colaboradores|apoyo",
        "pt": "com|participantes|equipe|colaboradores|apoio",
    },
    "notes": {
        "en": "notes|note|comment|comments|remarks|description|details|task notes",
        "de": "notizen|notiz|kommentar|bemerkung|bemerkungen|anmerkung|beschreibung|hinweis|details",
        "fr": "notes|commentaire|commentaires|remarques|description|details|observations",
        "es": "notas|comentario|comentarios|observaciones|descripcion|detalles",
        "pt": "notas|comentario|comentarios|observacoes|descricao|anotacoes|detalhes",
    },
    "milestone": {
        "en": "milestone|is milestone|milestone y n",
        "de": "meilenstein|ist meilenstein",
        "fr": "jalon|est un jalon",
        "es": "hito|es un hito",
        "pt": "marco|e um marco",
    },
    "deadline": {
        "en": "deadline|due|due date|due by|target date|must be done by",
        "de": "stichtag|frist|fallig|falligkeit|fallig am|faelligkeitsdatum|termin|deadline",
        "fr": "echeance|date limite|date d echeance",
        "es": "fecha limite|vencimiento|fecha de vencimiento|plazo",
        "pt": "prazo|prazo final|data limite|vencimento",
    },
    "started": {
        "en": "actual start|actual start date|started|started on",
        "de": "ist anfang|tatsachlicher anfang|tatsachlicher beginn|begonnen am|aktueller anfang",
        "fr": "debut reel|date de debut reelle|commence le reel",
        "es": "comienzo real|inicio real|fecha de inicio real",
        "pt": "inicio real|data de inicio real",
    },
    "finished": {
        "en": "actual finish|actual end|actual finish date|finished|finished on|completed on|done on",
        "de": "ist ende|tatsachliches ende|beendet am|erledigt am|aktuelles ende",
        "fr": "fin reelle|date de fin reelle|termine le reel",
        "es": "fin real|fecha de fin real|terminado el",
        "pt": "termino real|fim real|data de termino real|concluido em",
    },
    "work": {
        "en": "work|effort|hours|effort hours|work hours|estimated hours|planned hours|man hours",
        "de": "arbeit|aufwand|stunden|aufwand stunden|geplante stunden",
        "fr": "travail|charge|heures|heures prevues|effort",
        "es": "trabajo|esfuerzo|horas|horas previstas",
        "pt": "trabalho|esforco|horas|horas previstas",
    },
    "side": {
        "en": "side|party|company|organisation|organization|customer vendor|responsible party|who side",
        "de": "seite|partei|firma|unternehmen|organisation|auftraggeber auftragnehmer",
        "fr": "partie|cote|societe|entreprise|organisation",
        "es": "parte|lado|empresa|organizacion",
        "pt": "parte|lado|empresa|organizacao",
    },
    "kind": {
        "en": "kind",
        "de": "art",
    },
    "acceptance": {
        "en": "acceptance|acceptance criteria|acceptance criterion|done when",
        "de": "abnahme|abnahmekriterium|abnahmekriterien",
        "fr": "critere d acceptation|criteres d acceptation",
        "es": "criterio de aceptacion|criterios de aceptacion",
        "pt": "criterio de aceitacao|criterios de aceitacao",
    },
}  # fmt: skip
