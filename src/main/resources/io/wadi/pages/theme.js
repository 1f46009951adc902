"use strict";(()=>{try{let t=localStorage.getItem("wadi.theme");(t==="light"||t==="dark")&&(document.documentElement.dataset.theme=t)}catch{}})();
