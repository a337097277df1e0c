export { peopleDoors } from './people-doors.ts'
export { erasePerson, exportPerson } from './personal-data.ts'
export {
  hasVerifiedIdentity,
  identify,
  personOf,
  readPerson,
  remember,
} from './persons.ts'
export { openVisitor, prefer, readVisitor, type Visitor, visitorOfToken } from './visitors.ts'
