package tell

import (
	"crypto/sha256"
	"encoding/hex"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
)

// asked is one thing that consent is asked for: the words, and who will see it then.
type asked struct{ words, sees i18n.Text }

// levelWords are the wishes, in the order of intake.Levels.
var levelWords = map[guwah.Level]asked{
	guwah.LevelOff: {
		i18n.Key("consent", "Nothing yet. Keep it safe and advise me."),
		i18n.Key("consent", "Seen by our case-workers alone."),
	},
	guwah.LevelRelationOnly: {
		i18n.Key("consent", "That somebody is missing, without a name: “a daughter seeks her father”."),
		i18n.Key("consent", "Seen by everyone. No name and no place."),
	},
	guwah.LevelInitials: {
		i18n.Key("consent", "Initials, year of birth and region."),
		i18n.Key("consent", "Seen by everyone. Whoever knows the family may guess who it is."),
	},
	guwah.LevelFull: {
		i18n.Key("consent", "Their full name, and what you and we agree on. Photographs are asked about separately."),
		i18n.Key("consent", "Seen by everyone, the authorities included. It can be copied, and copies cannot be called back."),
	},
}

// useWords are the uses of intake.Offered. What a use lets out, and to whom, is said before it is agreed to.
var useWords = map[guwah.Use]asked{
	guwah.PublishPhoto: {
		i18n.Key("consent", "The photographs I send may be shown."),
		i18n.Key("consent", "Seen by everyone. We take out where and when they were made."),
	},
	guwah.PublishWords: {
		i18n.Key("consent", "My words may be quoted."),
		i18n.Key("consent", "Seen by everyone, without your name unless you choose the next line. Whoever knows you may know your words."),
	},
	guwah.PublishSpeaker: {
		i18n.Key("consent", "I want to speak under my own name."),
		i18n.Key("consent", "Your words and your name will be public and can be copied. Relatives inside may be questioned about you. "+
			"Read first what this has meant for others."),
	},
	guwah.PublishRelative: {
		i18n.Key("consent", "It may be said who else of the family is missing, and how they are related."),
		i18n.Key("consent", "Seen by everyone, and only for relatives about whom the same has been agreed."),
	},
	guwah.UseAggregate: {
		i18n.Key("consent", "It may be counted."),
		i18n.Key("consent", "Seen by everyone as a number in which nobody can be recognised."),
	},
	guwah.SharePartner: {
		i18n.Key("consent", "Organisations we work with may have it."),
		i18n.Key("consent", "Seen by the people there who work on such cases. We name the organisations to you first."),
	},
	guwah.UNSubmission: {
		i18n.Key("consent", "It may be sent to the United Nations."),
		i18n.Key("consent", "Seen by its staff, who send the missing person’s name to the government they ask about them."),
	},
	guwah.OwnGovernment: {
		i18n.Key("consent", "The government of the country where I live may have it."),
		i18n.Key("consent", "Seen by its officials, for example in the foreign ministry."),
	},
	guwah.MediaContact: {
		i18n.Key("consent", "You may ask me whether I would speak with a journalist."),
		i18n.Key("consent", "Journalists learn nothing about you before you have said yes to that one journalist."),
	},
	guwah.UseCourt: {
		i18n.Key("consent", "It may be used in court."),
		i18n.Key("consent", "Seen by the judges and by both sides. We ask you again before."),
	},
	guwah.UseResearch: {
		i18n.Key("consent", "It may be used in research, without names."),
		i18n.Key("consent", "Seen by researchers we have chosen, without anybody’s name."),
	},
	guwah.UseTranslate: {
		i18n.Key("consent", "A translator may read it."),
		i18n.Key("consent", "Seen by a translator who works for us and has promised silence."),
	},
	guwah.ContactMe: {
		i18n.Key("consent", "You may contact me in the way I wrote above."),
		i18n.Key("consent", "Done by our case-workers alone, minding what you wrote."),
	},
}

// choice is one box or button of the consent form.
type choice struct {
	Value   string
	Words   said
	Sees    said
	Public  bool // what everyone sees, rather than a few
	Checked bool
	Risks   bool // with a link to what it has meant for others
}

// consentForm is what may be shown, and what may be done.
type consentForm struct {
	Levels     []choice
	LevelError string
	Public     []choice // what everyone would see
	Passed     []choice // what would be passed on
	Version    string
}

// consentAsked draws the consent form with what is chosen so far.
func (t *Tell) consentAsked(lang i18n.Lang, wished guwah.Level, agreed func(guwah.Use) bool) consentForm {
	speak := t.speak(lang)
	form := consentForm{Version: t.versions[lang]}
	for _, level := range intake.Levels {
		words := levelWords[level]
		form.Levels = append(form.Levels, choice{
			Value: level.String(), Words: speak.say(words.words), Sees: speak.say(words.sees), Public: level != guwah.LevelOff, Checked: level == wished,
		})
	}
	for _, use := range intake.Offered {
		words := useWords[use]
		one := choice{
			Value: string(use), Words: speak.say(words.words), Sees: speak.say(words.sees), Public: public[use], Checked: agreed(use),
			Risks: use == guwah.PublishSpeaker,
		}
		if one.Public {
			form.Public = append(form.Public, one)
		} else {
			form.Passed = append(form.Passed, one)
		}
	}
	return form
}

// public are the uses whose result everyone sees.
var public = map[guwah.Use]bool{
	guwah.PublishPhoto: true, guwah.PublishWords: true, guwah.PublishSpeaker: true, guwah.PublishRelative: true, guwah.UseAggregate: true,
}

// consentVersion names the words of consent as they are in one language today, so that each consent says what was read.
func consentVersion(speak speaker) string {
	hash := sha256.New()
	for _, level := range intake.Levels {
		hash.Write([]byte(speak.Say(levelWords[level].words) + "\n" + speak.Say(levelWords[level].sees) + "\n"))
	}
	for _, use := range intake.Offered {
		hash.Write([]byte(speak.Say(useWords[use].words) + "\n" + speak.Say(useWords[use].sees) + "\n"))
	}
	return hex.EncodeToString(hash.Sum(nil)[:6])
}
