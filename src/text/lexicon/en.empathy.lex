goodwill-lexicon 1
# Empathy: its three parts, emotional reaction, interpretation and exploration.
#
# Between peers, interpretation shows in telling of oneself, so the first person counts, less the formulas
# of care and advice, and less what is said to the other. Companies' replies, which nobody has labelled, are read by the
# same weights, but for being there for somebody (from a company a change of channel), greetings, a bare "I am sorry" (an apology)
# and comfort: those stand for peers only.
#
# Provenance: every phrase and every example was written for this file; weights are set by hand and rounded.
language en
revision 1
extends

# Names for the other that are warm.
forms dear
  friend buddy bro brother sister mate pal hon hun honey sweetie darling dude op
# What is hard, said of a situation.
forms hard
  hard tough rough awful terrible horrible horrific shitty crappy unfair exhausting draining painful frustrating heartbreaking
  brutal difficult scary overwhelming miserable sad sucks suck stressful devastating dreadful upsetting annoying hurts sucky
  disappointing inconvenient worrying
# What is good in a person.
forms worthy
  strong brave worth worthy amazing beautiful smart kind good great awesome wonderful important valuable loved special incredible
  capable lovely deserving intelligent talented courageous precious enough
# What a person is not.
forms unworthy
  failure loser burden worthless useless broken weak weird crazy stupid bad waste weirdo freak selfish dumb ugly terrible awful
  lazy fraud bother monster pathetic
# States a person is in.
forms state
  depressed sad lonely alone hurt hurting tired exhausted scared afraid anxious suffering struggling lost angry upset miserable
  overwhelmed hopeless worthless numb empty stressed frustrated confused drained ashamed guilty unhappy ill sick crying stuck
  disappointed annoyed worried
# People and things of one's own life.
forms mine
  life job family mom mum mother dad father parents friend friends brother sister wife husband girlfriend boyfriend ex therapist
  doctor depression anxiety head mind experience body room bed brain school psychiatrist meds medication past childhood case
  kids son daughter dog cat
# What one did or went through.
forms lived
  was had did got went felt used started tried took lost lived quit struggled suffered cried became spent been dealt found made
  left woke stopped moved thought realized realised grew began ended kept wanted decided broke told hated
# What one does or feels.
forms living
  am have get go feel take want cannot could hate live struggle suffer cry sleep work keep deal
forms opener
  and but yes yep yeah yea well oh same exactly definitely right so just honestly lol
phrase often
  (just|also|still|really|only|even|actually|always|never|often|usually|recently|once|currently|have|finally)
phrase very
  (so|really|very|truly|deeply|just|terribly|sincerely|also|extremely|pretty|quite|incredibly|such)

entry sympathy
  meaning Is sorry for what another has to bear.
  peer reaction +1.8, interpretation -0.1
  company reaction +1.8, interpretation -0.1
  cap 2
  unless E1 in sentence
  unless quoted
  yes So sad to hear about your dog.
  yes Sorry you have to carry this.
  no Sorry, we are closed.
  no Sorry for asking.
  + (sorry|sad|saddened|heartbroken|gutted|hate|hates|upset|sucks|breaks my heart|pains me) @very? (to|that|for|about) (hear|see|read|learn|know|hearing|you|your|what)
  + =sorry (that|this|about)? (you|your|is|has|are|happened|happens)
  + (condolences|sympathies|(feel|heart|hearts) @very? (bad|sad|goes|go|breaks)? (out)? (for|to) (you|him|her|them))
  - sorry (to)? (you|for you) (that|if)

entry sorry_for_you
  meaning Says sorry to a peer, which is sympathy where nobody is at fault.
  peer reaction +1.6
  cap 1
  only statements
  unless negated
  unless E1 in sentence
  unless quoted
  unless sympathy in sentence
  yes I'm really sorry.
  yes Sorry man.
  no I am sorry but no.
  no Sorry if that was blunt.
  no Sorry for the late answer.
  + (=i am|^) @very? @very? sorry !(but|i|if|for|to|had|the|we|no|not)
  + =sorry (man|@dear|$)

entry presence
  meaning Is there for the other, or invites them to talk.
  peer reaction +1.5, interpretation -0.3
  cap 2
  unless quoted
  yes I am here for you.
  yes You can message me any time.
  yes You are not alone in that.
  yes We are in this together.
  no The lift is here on the left.
  no I am not alone in this.
  + (here|there|listen|willing|happy|free|around|available|open) (to (listen|talk|chat)|for (you|u)|if (you|u)|whenever you)
  + =i am (right|still|always|always right)? (here|listening|around|available) ($|to help|as well|too|and|man)
  + (not|never) (the only one|all alone|alone|on your own)
  + (=message|=pm|=dm|=text|=write|=inbox|=msg|hit me up|=reach out to|=talk to|=vent to|=talk with|=chat with|=rant to|=lean on) (me|us|someone here) !(and|back|how|the|what|which|when|your|a|with|for)
  + (you|u|if|^ (hey)?) (ever|just|really|do|would|still)? (need|want|wanna|like|feel like) to? (someone|somebody|anyone|a friend|an ear)? to? (talk|chat|vent|rant|listen)
  + (=i|=we|people|who|someone|still|here) (do|really|truly|all|will|am|are)? (=care|=cares|=caring|=worry|=thinking|=pray|=praying|=rooting) (about|for|of) (you|u)
  + (let (us|me) know if you (need|want|wanna|feel)|feel free to (pm|dm|message|talk|vent|write|reach|chat|text|rant|contact)|in this together|let us talk|we can talk|right there with you|=i am with you|all ears|you and me both|(=i|=we) (love|promise|want) you)
  - (=i|=me|=my) (am|feel)? (not|never) (the only one|alone)

entry worth
  meaning Says what is good in the other, or that they can do it.
  peer reaction +1.0, interpretation -0.3
  company reaction +1.0, interpretation -0.3
  cap 2
  unless quoted
  yes You are stronger than you know.
  yes You can do this.
  yes It is not your fault.
  no Why don't you ask them?
  no You can do this under Settings.
  + (you|u) (are|r|seem|sound|look) (like|to be|all|both|not|never)? (a|an|much|more|still|not|@very)? (a|an|much|@very)? (@worthy|stronger|better than)
  + (you|u) (do|really|both|all|still|absolutely|definitely|did|truly)? (deserve|matter|=rock|got this|have got this|will make it|will get through|will be (ok|okay|fine|alright)|can make it|can get through|made it|did (great|good|well|the right|your best|nothing wrong)|should be proud|can do (it|this|that) ($|<exclamation>))
  + ((proud of|believe in|faith in) (you|u|yourself)|(not|never) (your|ur) fault)
  + (you|u|your) (are|r)? (not|never) (definitely|a|an|being|at all|@very)? (a|an)? @unworthy

entry hardship_named
  meaning Says how hard it is.
  peer reaction +0.7, interpretation +0.2
  company reaction +0.7, interpretation +0.2
  cap 1
  unless own_story in sentence
  unless quoted
  yes That is rough.
  yes What a horrible thing to wake up to.
  no The bread is hard.
  no My week was hard.
  + (that|this|^ it|which|those|they|situation|life|sounds|seems|must) (is|are|be|must be|must have been|has to be|can be|all|totally|@very)? (have been|feel|be|like)? (a|@very)? (a|like)? @hard
  + what a (@hard|nightmare|mess|shame)

entry well_wishes
  meaning Wishes the other well.
  peer reaction +1.0, interpretation -0.2
  company reaction +1.0, interpretation -0.2
  cap 2
  unless quoted
  yes I hope you feel better soon.
  yes Good luck tomorrow!
  yes Hang in there.
  no I hope to win.
  no I wish it were over.
  no Hope this helps.
  + (hope|hopefully|hoping|pray|praying|wishing|=wish) (that|for)? (you|u|things|everything|it|your|this|one day|someday) !(work|was|were|is|help|understand)
  + (good luck|best (of luck|wishes)|wish you|god bless|bless you|all the best|fingers crossed|get well|feel better soon|(do not|never) (ever)? give up|chin up|head up|cheer up|sending (you|love|hugs|good)|much love|lots of love|happy (birthday|new year|christmas|anniversary))
  + (=stay|=keep|=hang|=hold|=be) (strong|safe|positive|brave|fighting|pushing|(your|ur) (head|chin)|kind to yourself|gentle with yourself|it up|at it|faith|in there|on there|tight|on $)
  + (=stay|=keep) (well|going|trying)
  + (it|things|everything|life|you) (does|do|will|can|could|may|really|definitely|usually)? (eventually|always|definitely|probably|only|really|all|slowly)? (get|gets) (so|much|a little|a bit|a lot)? (better|easier|brighter)

entry gladness
  meaning Is glad with the other, or congratulates.
  peer reaction +1.0, interpretation -0.4, exploration -0.3
  company reaction +1.0, interpretation -0.4, exploration -0.3
  cap 2
  unless negated
  unless quoted
  yes So glad you slept.
  yes Congratulations!
  no Happy to help.
  + (glad|happy|proud|thrilled|delighted|pleased|great|good|awesome|excited|nice|wonderful|amazing) (to (hear|see|read)|for you|of you|on you)
  + ((glad|happy|thrilled|delighted|pleased|awesome|excited) (that|how)? (you|it|your|things|this)|congrats|congratulations|congratulation|well done|kudos|=grats|way to go|that is (awesome|great|amazing|wonderful|fantastic))

entry your_state
  meaning Speaks of the state the other is in.
  peer reaction +0.5
  company reaction +0.5
  cap 2
  unless quoted
  yes You are hurting.
  no You are early.
  + (you|u) (are|r|feel|seem|sound|must be|must feel) (not|feeling|going|still|being|too|@very)? (@state|through)
  + your (pain|suffering|feelings|struggle|struggles|grief|sadness|loss|emotions)

entry warm_address
  meaning A warm name for the other, a greeting, a hug.
  peer reaction +0.5
  cap 2
  yes Big hugs to you.
  yes Hey, breathe.
  yes Take your time, buddy.
  no The bear hugged the tree.
  no He said hello to a friend of mine.
  + (=hug|=hugs|xoxo|"<3")
  + (strong|luck|there|you|thanks) @dear
  + (@dear|man) $
  + ^^ (hey|hi|hello|dear|my @dear|@dear|man)

entry consolation
  meaning Says that it will pass, that there is help, or that nothing is wrong with it.
  peer reaction +0.5
  cap 2
  unless quoted
  yes There is always a way.
  yes It is okay to cry.
  no There is always a queue.
  no It will be seven.
  + (there|it|things|everything|this|that|they) (will|can|shall) (all|eventually|always|definitely|probably)? (pass|get (better|easier|brighter)|be (ok|okay|fine|alright|better|worth|different|easier)|work out|turn (out|around)|end|fade)
  + there (is|are) (always|still|so|many|plenty|other|a lot)? (of)? (a (way|light|reason|chance)|light|hope|people (who|out|here|that)|someone|help|nothing wrong|no shame|better|ways|reasons)
  + (do not|no need to|should not) (worry|be (sad|afraid|hard|(so|too) hard)|lose|blame|feel (bad|guilty|ashamed|like)|beat|do it|let (it|them|this|that|anyone|him|her))
  + (is|are|it|feeling) (perfectly|completely|totally|absolutely|always|also)? (ok|okay|normal|natural|valid|alright|understandable) (to|that|for|and|$)

entry plea
  meaning Pleads or calls out.
  peer reaction +0.3
  company reaction +0.3
  cap 1
  yes Please stay!
  no Stay if it suits.
  + (<exclamation>|=please)

entry speaks_to
  meaning Speaks to the other at all.
  peer reaction +0.7, interpretation -0.4
  company reaction +0.7, interpretation -0.4
  cap 1
  yes Did you eat?
  no Did they eat?
  + (you|your|u|ur|yourself|yours)

entry shared_feeling
  meaning Says that one knows the feeling, has been there, or agrees.
  peer reaction +0.8, interpretation +0.2
  company reaction +0.8, interpretation +0.2
  cap 1
  unless negated
  unless quoted
  yes I know the feeling of an empty house.
  yes I can relate to this.
  yes I have been there.
  no I know the way.
  no I don't know how you did it.
  + =i (can|totally|completely|do|really|fully|definitely|absolutely|so|also)? (totally|completely|really|definitely|so)? (relate|understand (you|how|what|why|where|your|the feeling|completely|$)|get (you|how|what|why|where|(it|this|that) $)|feel (you|ya|u|this|that|it|your|for)|hear (you|ya)|agree|know (how|what) (you|it|that|this)|know (exactly|the feeling|that feeling|this feeling|your pain)|sympathize|empathize)
  + (=relate|relatable|been there|been in (your|the|a)|similar (boat|situation|thing|experience|feeling)|so true|truer words|well said|you are right|you are not wrong|we are all|us all|all of us|both of us)

entry sameness
  meaning Says that it is the same for oneself.
  peer interpretation +0.7
  company interpretation +0.7
  cap 1
  yes Same here.
  yes Me too.
  no The same train comes at nine.
  + (^|literally|exactly|pretty much) (same|ditto|this|likewise)
  + (same (here|boat|thing|way|feeling|with me|for me|problem|place|situation|exact)|me (too|to|neither|either|as well)|so (do|am|have|did) i|=i (am|do|have|feel|did|was|can|get|felt)? (too|also|as well))

entry opens_agreeing
  meaning Opens by saying yes to what the other told.
  peer interpretation +0.8
  company interpretation +0.8
  cap 1
  yes Yeah, every single morning.
  no Every morning, yeah.
  + ^^ (yes|yep|yeah|yea|yeh|ya|yup|right|definitely|absolutely|exactly|agreed|true|this|totally|indeed)

entry opens_self
  meaning Opens with oneself or with the same.
  peer interpretation +0.5
  company interpretation +0.5
  cap 1
  yes I had that too.
  no You had that.
  no I hope you sleep.
  + ^^ (yes|yeah|yea|yep|oh|man|wow|hey|no|well|dude|honestly)? (=i|=my|=me|same|when =i)
  - =i (hope|think|wish|am @very? (sorry|glad))

entry speaks_of_self
  meaning Says I, me or my, beyond the formulas of care and advice.
  peer interpretation +0.6, exploration -0.2
  company interpretation +0.6, exploration -0.2
  cap 3
  yes My sister has it.
  no I hope you sleep.
  no Message me tonight.
  + (=i|=me|=my|=myself|=mine)
  - =i (do|would|will|am|genuinely|@very)? (hope|promise|believe|wish|pray|care|love|want|appreciate|worry|suggest|recommend|guess|think|mean) (that|for|about|in)? (you|u|it|things|everything|this|someone)?
  - =i am @very? (sorry|glad|happy|proud|here|sure|not sure)
  - (message|pm|dm|text|write|inbox|call|hit|to|tell|let|with|trust|believe|give) me
  - =my (advice|suggestion|dear|friend|inbox|dms|opinion|condolences|heart|man|guess|question|point)

entry own_story
  meaning Tells of one's own life, clause by clause.
  mode possible
  peer reaction -0.2, interpretation +0.4
  company reaction -0.2, interpretation +0.4
  cap 4
  unless quoted
  yes I was in that job for years.
  no You sleep too little.
  + =i (do|did|am|was|had|can|@often)? (@lived|@living)
  + =my own? @mine

entry own_life
  meaning Tells what happened in one's own life.
  peer interpretation +0.8
  company interpretation +0.8
  cap 1
  unless quoted
  yes I was in that job for years.
  no I hope you sleep.
  + =i @often? (always|never|just|been)? @lived
  + =my own? @mine
  + (makes|made|making|helped|helps|happened|happens|works|worked) (to|for)? =me

entry lasting
  meaning Tells since when, or for how long: a life, not advice.
  peer interpretation +0.6
  company interpretation +0.6
  cap 1
  yes It has been like that for years.
  no It will take a year.
  + ((years|months|weeks|days) ago|(for|past|last|over) (the|a|about|almost|nearly|like|many|few|several)? (the|last|past)? @number? (years|months|weeks|decades|ages)|since (=i|my|then|childhood)|my (whole|entire) life|all my life|when =i (was|am)|at the age of)

entry unsaid_self
  meaning Leaves the subject out, as one does who tells of oneself.
  peer interpretation +0.5
  company interpretation +0.5
  cap 1
  yes Been there since the spring.
  yes Also had that dream last week.
  no He had been there.
  + ^ @opener? @opener? (been|also (feel|felt|have|had|get)|tried|trying|feeling|having|used to|had|literally|kinda|currently|not even|still (have|feel|get|do)|all the time)

entry unsure
  meaning Says that one does not know.
  peer interpretation -0.6
  company interpretation -0.6
  cap 1
  yes I don't know what to tell you.
  no You don't know that.
  + (idk|=i (do not|never) (really|even)? know|not really? sure|no idea)

entry fellow_feeling
  meaning Says what it must be like for the other, in words of this case.
  peer interpretation +0.3
  company interpretation +0.3, reaction +0.5
  cap 1
  unless quoted
  yes I can imagine how lonely that gets.
  yes We understand how upsetting a late parcel is.
  yes We would be annoyed too.
  no We understand your concern.
  no I understand.
  + (=i|=we|can|could) (can|totally|completely|do|really|fully|definitely|certainly|absolutely|only|not)? (only|not)? (understand|see|imagine|appreciate|know|get) (how|why|that|what|where|it|this|your) ~5 (@hard|@state|feel|feels|feeling|frustration|stress|pain|anger|disappointment)
  + (must|has to|have to) (feel|be|have (been|felt)) ~1 (@hard|@state|like)
  + (=i|=we|anyone|anybody) (would|will) (be|feel) (@state|the same|just as)

entry asks_other
  meaning Asks something.
  peer interpretation -0.4, exploration +2.0
  company exploration +2.0, interpretation -0.4
  cap 1
  yes How long has it been so?
  no How long it has been so.
  + <question>

entry asks_about
  meaning Asks with who, what, why, how or when, or with you or it in the question.
  peer exploration +1.0
  company exploration +1.0
  cap 1
  yes What happened to you?
  no Please tell me?
  + (you|your|u|it|that|what|why|how|when|who) ~12 <question>

entry ends_asking
  meaning Ends on a question.
  peer reaction -0.3, interpretation -0.2, exploration +0.3
  company exploration +0.3, reaction -0.3, interpretation -0.2
  cap 1
  yes Fine. And then?
  no And then? Fine.
  + <question> $$

entry opens_asking
  meaning A sentence that opens like a question, with an asking word or a helping verb.
  peer exploration +0.3
  company exploration +0.3
  cap 1
  yes Have you slept?
  no You have slept.
  + ^ (and|but|so|ok|hey|also|well)? (what|why|how|when|who|where|which|is|are|do|does|did|have|has|can|could|would|will|any|was|were)

entry unmarked_question
  meaning Asks without a question mark.
  peer exploration +2.5
  company exploration +2.5
  cap 1
  only statements
  yes How long have you had this
  yes Tell us more about the flat.
  no What you feel is real.
  + (^|but|so|and) (how|what|why|where|when) (long|old|many|much|often|kind of|sort of|help|made|makes)? (is|are|do|does|did|have|has|was|were|would|convinced|happened) (you|it|the|your|they|that)
  + (^ tell (me|us) (more|about)|(want|wanted|like) to (ask|know) (how|what|why|if)|curious (how|what|why|if|about)|^ (are|do|did|have) !(not) you)

entry idle_question
  meaning A question that asks nothing about the other: a tag, an idiom, one about oneself, an offer to talk.
  peer exploration -0.7
  company exploration -0.7
  cap 1
  yes Cold today, right?
  yes Want to chat over tea?
  yes Should I bother?
  no Which way is right?
  + (right|huh|eh|you know|who knows|why not|who cares|am i right|know what i mean|is not it|does it|do not you|lol|so what|ok|okay) <question>
  + (am|can|do|should|would|could|will|did) =i ~10 <question>
  + (want|wanna|need|like|care) to? (talk|vent|chat|share) ~8 <question>
  - (is|are|way) right <question>
  - you (ok|okay) <question>

entry asks_to_move
  meaning Asks only for another channel.
  company exploration -2.5
  cap 1
  yes Could you DM us your number?
  no Could you tell us which lamp it is?
  + (can|could|would|will|may|did|have|please|plz|kindly|mind) ~9 (@private|message (us|me)|contact us|email us|call us) ~15 <question>
